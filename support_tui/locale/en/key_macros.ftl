# Keys recorded under a letter and replayed.

cmd-view-record-keys = Record keys, or end recording
cmd-view-replay-keys = Replay recorded keys
cmd-view-key-macros = Recorded keys…

key-macro-title = Recorded keys
key-macro-delete = Delete
key-macro-steps = { $n ->
    [one] 1 step: { $first }
   *[other] { $n } steps: { $first }
}
key-macro-ask-record = Record under which letter? Esc leaves.
key-macro-ask-replay = Replay which letter? A number before it repeats it, the same key again replays the last one.
key-macro-recording = { $n ->
    [one] recording { $letter }, 1 step
   *[other] recording { $letter }, { $n } steps
}
key-macro-kept = { $n ->
    [one] One step is under { $letter }; { $key }{ $letter } replays it.
   *[other] { $n } steps are under { $letter }; { $key }{ $letter } replays them.
}
key-macro-nothing = Nothing was recorded.
key-macro-none = No keys have been recorded. { $key } and a letter begin.
key-macro-nothing-under = Nothing is recorded under { $letter }.
key-macro-no-letter = No letter: nothing was done.
key-macro-circle = { $letter } would replay itself, or go on for too long: nothing was done.
key-macro-deleted = { $letter } is deleted.
key-macro-damaged = The recorded keys could not be read. The file is kept as { $path }.
key-macro-not-kept = The recorded keys are not on disk: { $reason }
key-macro-done = { $n ->
    [one] One step was replayed.
   *[other] { $n } steps were replayed.
}
key-macro-stopped = Replay ended at step { $n } of { $total }: { $reason }
key-macro-unknown = There is no such command any more.
key-macro-interrupted = You ended it.
key-macro-refused = It was refused, or asked for something else.
key-macro-end-of-list = The list ends here.
key-macro-field = The text is yours to write.
