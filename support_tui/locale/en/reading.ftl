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
