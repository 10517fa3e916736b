# What was done, taken back and done again.

event-message-withdrawn = { $kind ->
    [note] took back a note
   *[reply] took back a reply
}
event-message-restored = { $kind ->
    [note] brought back a note
   *[reply] brought back a reply
}
event-customer-note-withdrawn = took back a note about the customer
event-customer-note-restored = brought back a note about the customer
