create table mail_position (                -- E2: how far a folder at a mail server was taken in
  mailbox_id integer not null,
  folder text not null,
  begun_at integer not null,
  begin text not null,
  uid_validity integer not null,
  highest_uid integer not null,
  primary key (mailbox_id, folder)
) without rowid;

create table mail_failed (                  -- E3: mails at a server that could not be taken in, below the highest UID
  mailbox_id integer not null,
  folder text not null,
  uid integer not null,
  times integer not null,
  why text not null,
  primary key (mailbox_id, folder, uid)
) without rowid;
