create table message_awaited (              -- E19: an identity that messages of a conversation answer, and that has not come in
  mailbox_id integer not null,
  external_id text not null,
  conversation_id integer not null,
  primary key (mailbox_id, external_id)
) strict, without rowid;
