# What the desk writes into a conversation by itself, where a mail is not there or not whole (E7, E8).

standing-title = Could not be read: { $subject }
standing-title-bare = Could not be read
standing-unread = This mail could not be read. Its { $size } bytes are kept, as the file below, and can be read again: best after an upgrade.
standing-reason = Reason: { $why }
standing-withheld = the mail server lists it and does not give it out
standing-large = This mail of { $size } MB is above the desk's limit of { $limit } MB. Only its headers were taken; the mail itself is not here.
standing-empty = (empty)
standing-nobody = Unknown sender
