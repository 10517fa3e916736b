-- How what came in was found to belong where it stands, and what its sender's program calls the exchange.

alter table message add column placing text;              -- JSON wire.placing.Placing
alter table withdrawn_message add column placing text;

create table conversation_topic (           -- a Thread-Index without its end: only ever a suggestion
  mailbox_id integer not null,
  topic text not null,
  conversation_id integer not null,
  primary key (mailbox_id, topic)
) strict, without rowid;
