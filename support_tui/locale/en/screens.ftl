# Dialogs, help, login and the other screens of the frame.

dialog-type-to-find = type to find
dialog-nothing = Nothing matches.
dialog-pick-hint = Enter chooses · Esc leaves
dialog-pick-many-hint = Tab or Space switches · Enter takes what is on · Esc leaves
dialog-ask-hint = Enter takes it · Esc leaves
dialog-confirm-hint = y or Enter: yes · n or Esc: no
dialog-danger-hint = y: yes · n or Esc: no
dialog-new = New: { $name }

palette-placeholder = Command, conversation or customer…
palette-disabled = not now: { $reason }

help-title = Keys: { $pane }
help-hint = type to find · Enter does it · Esc leaves

theme-title = Colours
theme-auto = As the terminal is
theme-dark = Dark
theme-light = Light
theme-contrast = High contrast
theme-contrast-light = High contrast on white
theme-none = No colours
language-title = Language
language-en = English
language-ar = العربية

login-title = Log in to your desk
login-server = Server
login-email = E-mail
login-password = Password
login-hint = Enter goes on · Ctrl+Q quits
login-asking = Asking the server…
login-unreachable = { $server } does not answer: { $reason }
login-certificate = Nobody vouches for the certificate of { $server }. Compare this fingerprint with the one its administrator gives you:
    { $fingerprint }
    Enter trusts this certificate from now on; nothing was sent yet.
login-certificate-changed = { $server } shows another certificate than before. Somebody may be listening: go on only if its administrator says that this is the new fingerprint:
    { $fingerprint }
    Enter trusts this certificate from now on; nothing was sent yet.
login-bad-address = This is no address of a server. Write https://desk.example.org
login-insecure = A password would travel unprotected over http. Use https, or run on this machine.
login-missing = Fill in all three.

customers-title = Find a customer
