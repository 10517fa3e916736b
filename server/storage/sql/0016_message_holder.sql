-- Which conversation holds a message, without the pages of its text: what is found by a common word is tens of thousands of messages.

create index message_holder on message (id, conversation_id);
