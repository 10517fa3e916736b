# A reply on its way: what is said of it beside the states.

thread-partly = sent, but not to { $names }
thread-again = { $n ->
    [one] not sent yet, next try in { $time }
   *[other] not sent after { $n } tries, next in { $time }
}
thread-why-interrupted = the server ended while it was being sent
thread-why-no-channel = no channel leads out of the mailbox
thread-why-no-address = the customer has no address

sending-maybe-title = This reply may have reached them: the answer of the mail server is missing
sending-again = Send it again
sending-again-hint = they may get it twice
sending-was-sent = It was sent
sending-confirmed = Noted as sent.
queue-not-in-doubt = Only a reply in doubt can be noted as sent.
