# What a script that runs the command line is told when something is wrong.

misuse-no-id-no-tag = { $word } is neither the number of a conversation nor a change of tags: write +name or -name.
misuse-not-in-console = { $option } is for the command line: support-tui in a shell.
misuse-not-together = { $one } and { $other } do not go together.

run-usage = Usage: { $usage }
run-output-failed = The output could not be written: { $reason }
run-file-failed = { $path }: { $reason }
run-not-utf8 = Standard input is no UTF-8 text: look at byte { $position }. iconv -f ENCODING -t UTF-8 makes it one.
run-word-not-utf8 = { $word } is no UTF-8 text.
run-one-id = { $count ->
    [0] Standard input holds no number of a conversation.
   *[other] One conversation at a time: xargs -n 1 support-tui { $verb } takes one after the other.
 }
run-no-config = There is no settings file { $path }.
run-token-refused = The token in { $variable } is not accepted: it is wrong, has expired or was withdrawn. support-server user token makes a new one. ({ $code })
run-no-server = There is a token, but no server. Set SUPPORT_TUI_SERVER or give --server URL.
run-until-reply = the next answer of the customer
