-- The time that a reply was asked to leave at; null for one that leaves when its undo window has passed.
alter table outbox add column send_at integer;
create index outbox_scheduled on outbox (state, send_at, message_id) where send_at is not null;
create index outbox_conversation on outbox (conversation_id) where send_at is not null;
