-- One index tells all that happened to a conversation, and by itself what a thread shows between its messages.

drop index event_conversation;
drop index event_thread;
create index event_conversation on event (conversation_id, (type in ('message_added', 'delivery_changed')), at, seq)
  where conversation_id is not null;
