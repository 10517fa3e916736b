# Linear mode: what is said to screen readers.

cli-linear = for screen readers: one pane, plain sentences, the cursor on the current line
linear-place = { $n } of { $total }
linear-loading = { $n }, loading
linear-waiting = waiting { $age }
linear-age = last message { $age } ago
linear-with = with { $name }
linear-nobody = nobody responsible
linear-viewers = { $names } here
linear-tags = tags { $names }
linear-message = message { $n } of { $total }
