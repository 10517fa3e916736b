# The customer pane.

context-loading = reading…
context-nameless = No name
context-profile = Profile
context-attributes = Attributes
context-history = Conversations
context-notes = Notes
context-known-by = Known by
context-add-attributes = + attribute
context-add-notes = + note
context-local-time = { $clock } in { $zone }
context-note-label = Note
context-edit-hint = Enter saves · Esc leaves it
context-attribute-label = Attribute
context-attribute-hint = name = value · Enter saves
context-attribute-wrong = Write it as name = value
context-name-missing = A customer needs a name.
context-too-long = That is too long.
context-unknown-zone = No time zone of that name. Write it like Asia/Riyadh.
context-unknown-language = Write a language tag, such as ar or en-GB.
context-bad-address = One of these is not a mail address.
