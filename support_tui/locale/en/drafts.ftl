# Unsent texts: on the server, shared, taken over.

cmd-composer-share = Share this draft, or no more
cmd-compose-shared = Read a colleague's draft
drafts-shared = shared with colleagues
drafts-shared-now = Colleagues can read this draft and take it over.
drafts-shared-no-more = This draft is yours alone again.
drafts-none-shared = Nobody shares a draft here.
drafts-by = { $kind ->
    [note] { $name } is writing this note
    [forward] { $name } is writing this to forward it
   *[reply] { $name } is writing this reply
}
drafts-line = { $name } shares a draft ({ $key }): { $words }
drafts-take = Take it over
drafts-kind = { $kind ->
    [note] note
    [forward] forward
    [new] new conversation
   *[reply] reply
}
drafts-kept = { $title }, an older version
drafts-mine-kept = What you had there is kept as an older version (g d).
drafts-newer-here = { $number ->
    [none] A newer version of this draft came from your other console; yours is kept (g d).
   *[other] A newer version of your draft in #{ $number } came from your other console; yours is kept (g d).
}
drafts-older-kept = { $number ->
    [none] Your other console had another version of this draft: it is kept (g d).
   *[other] Your other console had another version of your draft in #{ $number }: it is kept (g d).
}
drafts-only-here = { $number ->
    [none] This draft is kept on this machine only. { $reason }
   *[other] The draft in #{ $number } is kept on this machine only. { $reason }
}
drafts-moved = #{ $number } was merged into #{ $into }: your draft is there now.
drafts-offline = Not possible now: the server does not answer.
