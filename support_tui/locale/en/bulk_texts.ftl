# Bulk texts and merges, notices of what reaches everywhere.

composer-keys-bulk = Alt+Enter goes on to the preview · Alt+C closes them too · Ctrl+G editor · Esc leaves, the draft stays
bulk-note-close = Note and close: { $text }
bulk-reply-close = Reply and close: { $text }
drafts-for-marked = { $kind } · to what is marked
drafts-mark-first = This text is for several conversations: mark them first.
joining-nothing-to-merge = { $count ->
    [0] There is no other one to merge with.
    [one] There is nothing to merge: one of them was merged already.
   *[other] There is nothing to merge: { $count } of them were merged already.
}
joining-into-folder = It lies in spam or in the trash: nothing can be merged into it.
bulk-too-many = At most { $limit } are marked read or unread at once.
