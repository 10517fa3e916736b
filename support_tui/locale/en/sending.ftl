# A reply on its way: what is said of it beside the states.

thread-partly = sent, but not to { $names }
thread-again = { $n ->
    [one] not sent yet, next try in { $time }
   *[other] not sent after { $n } tries, next in { $time }
}
thread-why-interrupted = the server ended while it was being sent
thread-why-no-channel = no channel leads out of the mailbox
thread-why-no-address = the customer has no address
