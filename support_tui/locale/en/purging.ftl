# Deleting for good what lies in the trash.

cmd-purging-purge = Delete for good
also-purging-purge = purge, erase, destroy, empty the trash, privacy, GDPR
why-not-in-trash = Only what lies in the trash can be deleted for good.
purging-ask = { $n ->
    [0] Delete { $id } “{ $title }” for good? This cannot be undone.
    [one] Delete { $id } “{ $title }” with its message, notes and files for good? This cannot be undone.
   *[other] Delete { $id } “{ $title }” with its { $n } messages, notes and files for good? This cannot be undone.
}
purging-done = #{ $id } was deleted for good.
event-purged = { $n ->
    [one] deleted it for good, with one message
   *[other] deleted it for good, with { $n } messages
}
verb-purge = Delete for good what lies in the trash; administrators only, and nothing brings it back.
option-for-good = say that nothing brings it back
misuse-purge = Nothing brings back what is deleted for good. Say it with --for-good, or look first with --dry-run.
