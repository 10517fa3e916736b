-- What a mailbox gets and sends mail with (wire.mailboxes.MailSettings), and its secrets: either sealed with the key of the data folder,
-- or the name of the environment variable that has it.
alter table mailbox add column mail text not null default '{}';
create table mailbox_secret (
  mailbox_id integer not null references mailbox (id),
  kind text not null,
  sealed blob,
  variable text,
  set_at integer not null,
  primary key (mailbox_id, kind),
  check ((sealed is null) <> (variable is null))
) strict, without rowid;
