-- Mails at a server that bear no identity and are here (E2, E4): only their numbers tell that they need not be fetched again to be compared.
create table mail_nameless (
  mailbox_id integer not null,
  folder text not null,
  uid_validity integer not null,
  uid integer not null,
  raw_digest text not null,                 -- what they are by
  primary key (mailbox_id, folder, uid_validity, uid)
) strict, without rowid;
