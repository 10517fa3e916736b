create table quarantine (                   -- E7: messages that stand for a mail that could not be read
  message_id integer primary key,
  mailbox_id integer not null,              -- where it came in
  raw_digest text not null,
  at integer not null
) strict;
create unique index quarantine_raw on quarantine (mailbox_id, raw_digest);
