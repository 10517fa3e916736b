-- Whether a conversation has a tag was told by an index that moved with each change of its place; followers are found by their key.

create table tagged (
  conversation_id integer not null,
  tag_id integer not null,
  primary key (conversation_id, tag_id)
) strict, without rowid;
insert into tagged select conversation_id, tag_id from conversation_tag order by conversation_id, tag_id;
drop index conversation_tag_conversation;
drop index conversation_follower_conversation;
