# The command line.

cli-about = A customer-support desk that lives in the terminal.
cli-config = read settings from this file
cli-server = the server to go to, e.g. https://desk.example.org
cli-demo = try it: a private desk with simulated customers and colleagues
cli-doctor = find out how this terminal shows Arabic, and set it right
cli-keys = print all keys
cli-logout = forget the login on this machine
cli-demo-starting = Starting a private desk…
cli-demo-failed = The private desk did not start: { $reason }
cli-no-terminal = The console needs a terminal. For scripts there are verbs: support-tui --help
cli-not-logged-in = Nobody is logged in.
cli-logged-out = Logged out of { $server }.

doctor-title = support-tui doctor
doctor-terminal = Terminal: { $name }
doctor-bidi-known = It says that its own ordering of text can be switched off.
doctor-bidi-unknown = It does not say what it does with right-to-left text.
doctor-card = The same line, sent in { $n } ways. Read it from the right: the words must be “{ $words }”, their letters joined.
doctor-ask = Which line reads well? Its number, or Enter to leave everything as it is:
doctor-none = Nothing was changed.
doctor-wrong = There is no line { $number }.
doctor-written = Written to { $path }: bidi = "{ $bidi }", arabic_forms = "{ $forms }".
doctor-failed = { $path } cannot be written: { $reason }

keys-none = none
