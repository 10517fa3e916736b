# Removing a mailbox.

mailboxes-remove = Remove the mailbox { $name }?
mailboxes-remove-into = { $n ->
    [one] { $n } conversation lies in { $name }. Where does it go?
   *[other] { $n } conversations lie in { $name }. Where do they go?
}
mailboxes-remove-moved = { $n ->
    [one] Its conversation goes to { $into }, and is answered from there.
   *[other] Its { $n } conversations go to { $into }, and are answered from there.
}
mailboxes-remove-addresses = Mail to { $addresses } is not taken in any more, unless another mailbox has that address.
mailboxes-remove-secrets = { $kinds }: forgotten for good, also if the mailbox comes back.
mailboxes-emptying = { $name } is being emptied…
mailboxes-removed = { $name } is removed. z brings it back.
