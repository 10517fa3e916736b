# Mails to agents: what happened, how it is answered, and why an answer was not taken.

notice-above = Write your answer above this line
notice-what = { $kind ->
    [mentioned] { $name } mentioned you in #{ $number } “{ $title }”.
    [assigned] { $n ->
        [one] { $name } assigned #{ $number } “{ $title }” to you.
       *[other] { $name } assigned { $n } conversations to you, first of them #{ $number } “{ $title }”.
    }
    [customer_wrote] { $name } wrote to you in #{ $number } “{ $title }”.
    [send_failed] A reply in #{ $number } “{ $title }” did not get through.
    [colleague_wrote] { $name } wrote in your conversation #{ $number } “{ $title }”.
    [snooze_over] { $n ->
        [one] The snooze of #{ $number } “{ $title }” is over.
       *[other] The snooze of { $n } conversations is over, first of them #{ $number } “{ $title }”.
    }
    [draft_taken] { $name } took over your draft in #{ $number } “{ $title }”.
   *[followed] { $name } wrote in #{ $number } “{ $title }”, which you follow.
}
notice-nobody = The desk
notice-last-words = { $name } wrote last:
notice-left-out = […] The rest stands in the conversation.
notice-more = { $n ->
    [one] One more thing has happened there.
   *[other] { $n } more things have happened there.
}
notice-files = Files: { $names }
notice-how = Answer this mail: what you write above the line goes to the customer as your reply, { $seconds } seconds later. Begin with “note:” to write to your colleagues only; lines “/close” or “/take” at the beginning close the conversation or assign it to you.
notice-no-answers = This mail cannot be answered: please answer in the console.
notice-where = Conversation #{ $number } · support-tui show { $number }
notice-why = You get this because you have not read it yet, and asked to be told by mail (g N in the console).
notice-refused-title = Not sent: { $subject }
notice-refused = Your mail “{ $subject }” about #{ $number } was not sent to the customer: { $reason } It is kept at the desk, and an administrator can see it.
notice-held = Your mail “{ $subject }” about #{ $number } was not sent to the customer: { $reason } It stands as a note in the conversation, and as your draft there.
notice-refused-about-nothing = Your mail “{ $subject }” was not sent to the customer: { $reason } It is kept at the desk, and an administrator can see it.
notice-refused-reason = { $reason ->
    [token] it does not belong to any conversation of yours that the desk has told you of.
    [sender] it came from { $sender }, which is not the address of your account.
    [unproven] nothing proves that it is from you (no DMARC pass by a mail server that the desk trusts).
    [no_access] your account may not write in this conversation.
    [empty] nothing stands above the line.
    [command] its first line is no command that the desk knows. It knows /close and /take.
    [unclear] what the answer is and what the notice cannot be told apart: write above the line.
    [too_large] it is too large.
    [doubled] another mail with the same Message-ID and other words came before.
    [off] the desk takes no answers by mail.
    [gone] the conversation is not there any more.
    [answered] { $sender } has replied meanwhile.
    [wrote_again] { $sender } has written again meanwhile.
   *[refused] the desk refused it: { $detail }
}
notice-stands-title = Answer by mail, not taken: { $subject }
notice-stands = This mail came as { $name }'s answer to a notice of #{ $number }. It was not sent to the customer: { $reason } The whole mail is the file below. What it says:
notice-stands-unknown = This mail came as an answer to a notice of the desk. It was not sent to anybody: { $reason } The whole mail is the file below. What it says:
notice-stands-reason = { $reason ->
    [token] its token is none that the desk has given out.
    [sender] it came from { $sender }, which is not the agent's address.
    [unproven] nothing proves that it is from the agent (no DMARC pass by a trusted host of the mailbox).
    [no_access] the agent may not write in that conversation.
    [empty] nothing stands above the line.
    [command] its first line is no command that the desk knows.
    [unclear] what the answer is and what the notice cannot be told apart.
    [too_large] it is too large.
    [doubled] another mail with the same Message-ID and other words came before.
    [off] the desk takes no answers by mail.
    [gone] the conversation is not there any more.
   *[refused] the desk refused it: { $detail }
}
