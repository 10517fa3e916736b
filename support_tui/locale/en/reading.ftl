# Reading mail: what is true of a message besides its words, its links, files, headers and source.

reading-image = image { $number }
reading-seal = { $seal ->
    [pgp_signed] Signed with PGP; the signature was not checked.
    [pgp_encrypted] Encrypted with PGP; it cannot be read here.
    [smime_signed] Signed with S/MIME; the signature was not checked.
   *[smime_encrypted] Encrypted with S/MIME; it cannot be read here.
}
reading-invite = { $method ->
    [cancel] Appointment called off: { $summary }
    [reply] Answer to an appointment: { $summary }
   *[request] Appointment: { $summary }
}
reading-with-charset = Read with the charset { $charset }.
reading-outside-images = { $count ->
    [one] { $count } image outside the mail was not fetched.
   *[other] { $count } images outside the mail were not fetched.
}
reading-trackers = { $count ->
    [one] A tracking pixel was not fetched either: { $hosts }
   *[other] Tracking pixels were not fetched either: { $hosts }
}
reading-danger = { $danger ->
    [program] program
    [disguised] program under a false name
    [macro] may hold macros
   *[page] page that may run scripts
}
reading-automatic-folded = { $count ->
    [one] … { $words } · { $count } line
   *[other] … { $words } · { $count } lines
}
file-kind = { $kind ->
    [image] image
    [pdf] PDF
    [text] text
    [document] document
    [sheet] spreadsheet
    [slides] presentation
    [archive] archive
    [mail] mail
    [invite] appointment
    [contact] contact
    [audio] sound
    [video] video
    [page] web page
    [program] program
    [signature] signature
    [outlook] Outlook envelope
   *[other] file
}

reading-unreachable = The server does not answer now.
reading-no-source = This message did not come as mail: it has no source.
reading-headers-title = Headers of message { $id }
reading-raw-headers-title = Headers of message { $id } as they came
reading-source-title = Source of message { $id }
reading-source-keys = h decoded or raw · B source · s save · / find · Esc back
reading-file-keys = / find · Esc back
reading-file-keys-within = d the files in it · / find · Esc back
reading-field = { $name ->
    [from] From
    [to] To
    [cc] Cc
    [date] Date
    [name] Name
    [company] Company
    [title] Title
    [email] E-mail
    [phone] Telephone
    [address] Address
    [url] Web
   *[note] Note
}
long-text-cut = Only the beginning is shown; save it for all of it.
long-text-hits = { $count ->
    [one] { $count } line · n N go on
   *[other] { $count } lines · n N go on
}
links-title = { $count ->
    [one] { $count } link
   *[other] { $count } links
}
links-keys = a number or j k chooses · Enter opens · y copies · Esc
links-keys-copy = a number or j k chooses · Enter or y copies · Esc
links-misleading = The words show another address than it leads to.
links-misleading-open = “{ $words }” leads to { $host }. Open it?
links-opened = Opened: { $host }
links-not-opened = It could not be opened: { $reason }
files-of-one = { $count ->
    [one] { $count } file of this message
   *[other] { $count } files of this message
}
files-of-all = { $count ->
    [one] { $count } file of this conversation
   *[other] { $count } files of this conversation
}
files-within = { $count ->
    [one] { $count } file in { $name }
   *[other] { $count } files in { $name }
}
files-keys = Enter read · o open · s save · S save in… · A save all · | pipe · a all messages · Esc
files-coming = { $name }: { $come } of { $total }
files-saved = { $count ->
    [one] { $count } file saved in { $folder }
   *[other] { $count } files saved in { $folder }
}
files-not-saved = It could not be saved in { $folder }: { $reason }
files-folder-title = Save in which folder?
files-folder-hint = on the machine that this console runs on · Enter saves
files-no-opener = Nothing can be opened here: there is no screen. s saves it, | gives it to a program.
files-open-danger = { $name }: { $danger }. Open it all the same?
files-opened = Opened: { $name }
files-pipe-title = Give the file to which command?
files-pipe-hint = a line for the shell; the file comes on its standard input
files-too-large = That is larger than { $limit }; save it instead.

event-redecoded = read a mail with the charset { $charset }
charset-declared = as it came
charset-of = { $who ->
    [arabic] Arabic
    [western] Western Europe
    [central] Central Europe
    [cyrillic] Cyrillic
    [greek] Greek
    [turkish] Turkish
    [hebrew] Hebrew
    [chinese] Chinese
    [japanese] Japanese
    [korean] Korean
    [thai] Thai
   *[all] all languages
}
redecode-title = Read this mail with which charset?
redecode-preview = With the charset { $charset }
redecode-keys = Enter keeps it for everybody · / find · Esc leaves it as it is

head-message = Message
head-size = Size
head-kind = Kind
head-danger = Danger
head-file = File

picture-keys = Esc back · s in the list saves it · o opens it
picture-not-installed = Pictures are shown with the extra “images”: pip install 'support-tui[images]'. s saves it.
picture-not-shown = { $why ->
    [not_installed] Pictures are shown with the extra “images”.
    [too_large] This picture is too large to be shown here.
   *[not_read] This is no picture that can be read.
}
