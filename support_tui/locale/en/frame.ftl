# The frame around the panes: status line, notices, breadcrumb.

line-starting = starting…
line-connecting = connecting…
line-catching-up = catching up…
line-live = live
line-offline = No connection: what is loaded can be read, changes wait.
line-logged-out = Not logged in any more: changes wait.
line-distrusted = This server shows another certificate than the one you trusted: nothing is sent. If that is right, log out and in again.
line-retry = { $n ->
    [one] Next try in a second.
   *[other] Next try in { $n } seconds.
}
line-pending = { $n ->
    [one] one change on its way
   *[other] { $n } changes on their way
}

frame-too-small = support-tui needs { $width }×{ $height } cells. This window has { $now_width }×{ $now_height }.
frame-crumb-marked = { $n } marked
frame-crumb-customer = Customer
frame-crash = support-tui has stopped because of an error in the program. What you wrote is kept as a draft. Reference { $reference }; details stand in { $path }
frame-copied = Copied.
frame-copy-off = Not copied: copying is switched off in the settings.
frame-copy-failed = Not copied: { $program } did not take it.
frame-link-shown = Open it where your browser is: { $url }
frame-announce-one = { $name } wrote
frame-announce-many = { $n ->
    [one] A customer wrote in one conversation
   *[other] Customers wrote in { $n } conversations
}
frame-way-out = { $key } leaves the console.
frame-no-shell = There is no shell here that could bring the console back.
frame-no-editor = No editor is set: put its name into EDITOR.
frame-editor-failed = The editor ended with an error; the text is as it was.
frame-not-here = Not possible here: { $reason }
frame-failed = { $what } did not work because of an error in the program. Reference { $reference }.
frame-link-copied = Copied, open it where your browser is: { $url }
frame-file-saved = Saved as { $path }
