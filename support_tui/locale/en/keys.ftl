# Keys: presets, what is wrong with settings of keys, the sheet.

cmd-view-key-preset = Keys…

key-preset-default = Default
key-preset-gmail = Gmail
key-preset-vim = vim
key-preset-none = own keys only
key-preset-title = Keys
key-preset-chosen = Keys of { $preset }.

keys-sheet-title = support-tui: keys ({ $preset })
cli-keys-check = say what is wrong with the keys in the settings; exit code 2 if they cannot be used
cli-keys-sheet = all keys on one page, to print
cli-keys-preset = of this preset instead of the one set
cli-keys-format = how the sheet is written

keys-all-well = Nothing is wrong with the keys in { $file }.
keys-error = error
keys-warning = warning
keys-hidden-some = { $n ->
    [one] One key of your settings is hidden by another
   *[other] { $n } keys of your settings are hidden by others
}; support-tui keys --check tells which.

keys-empty = A key is missing. Write one, such as "D" or "g i", or [] for no key at all.
keys-no-such-key = There is no key { $key }. Keys are single characters, or names such as ctrl+d, alt+enter, f2, escape, pagedown.
keys-no-such-key-nearest = There is no key { $key }. Did you mean { $nearest }?
keys-no-such-pane = There is no pane { $pane }. The panes are { $panes }.
keys-wrong-pane = This command does nothing in the pane { $pane }. It works in { $panes }.
keys-typed = { $key } is typed in texts, so nobody could write it any more. Take a key with Ctrl or Alt, or an F key.
keys-same-as = Most terminals send { $other } for { $key }. Take another key if it does nothing in yours.
keys-rarely-sent = Many terminals cannot send { $key }. Take another key if it does nothing in yours.
keys-clash = { $key } is set for two commands ({ $panes }): { $kept } and { $lost }. Take it away from one of them, or write a pane before it: "thread:{ $key }".
keys-hidden = { $key } can never be typed ({ $panes }): { $shorter } of { $kept } comes first. Take another key for { $lost }.
keys-taken = { $key } now means { $kept }, so { $lost } has no key left ({ $panes }). Give it one: client.keys.{ $lost_id } = ["…"].
keys-taken-left = { $key } now means { $kept }; { $lost } is still at { $left } ({ $panes }).
