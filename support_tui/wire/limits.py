"""Upper bounds of everything that comes in from outside. Sizes of text count characters, of files bytes."""

KEY_CHARS = 64
TITLE_CHARS = 500
NAME_CHARS = 200
ADDRESS_CHARS = 320
TEXT_CHARS = 500_000
TAG_CHARS = 60
TAGS_PER_CONVERSATION = 50
FOLLOWERS_PER_CONVERSATION = 100
RECIPIENTS = 100
FILES_PER_LETTER = 20
LETTER_FILES_BYTES = 20_000_000
"""Of all files of a letter: in a mail they take a third more, and most mail servers take 25 to 35 MB."""
MERGED_AT_ONCE = 100
LINKS_PER_CONVERSATION = 50
ATTRIBUTE_CHARS = 2_000
QUERY_CHARS = 2_000
QUERY_TERMS = 40
PAGE_ROWS = 200
VIEW_NAME_CHARS = 60
VIEWS_PER_AGENT = 100
SHARED_VIEWS = 100
TAB_CHARS = 40
TABS = 1_000
PREVIEW_CHARS = 160
BODY_BYTES = 2_000_000
RAW_MAIL_BYTES = 100_000_000
"""As much of one mail as is ever held in memory."""
IMPORT_BYTES = 40_000_000
MAIL_BYTES = 40_000_000
"""How large a mail may be where no setting says otherwise; of a larger one only the headers are taken."""
NOTIFICATIONS = 500
DRAFT_CHARS = 100_000
DRAFT_FIELDS = 8
DRAFT_FIELD_CHARS = 40_000
DRAFTS = 200
KEPT_DRAFTS = 20
SHARED_DRAFTS = 20
HOST_CHARS = 255
URL_CHARS = 2_000
MAIL_FOLDERS = 50
ALIASES = 50
ACKNOWLEDGEMENT_CHARS = 10_000
SECRET_CHARS = 8_000
CLUES = 100
TOPIC_CHARS = 200
EVIDENCE_CHARS = 300
FRAME_UP_BYTES = 4_096
PICKED_CONVERSATIONS = 50_000
CHANGED_AT_ONCE = 5_000
GROUP_IDS = 200
BATCH_COMMANDS = 100

SEND_LATER_DAYS = 366
DAY_US = 86_400_000_000
REQUEST_DAYS = 30
"""For so long the server knows that a request was done, so that the same one again changes nothing."""
RESEND_DAYS = 27
"""A request older than this is not sent again but given back to its author: well before the server forgets it, whatever the clocks say."""
UPLOAD_DAYS = 30
"""For so long a file that was handed over waits for the letter that names it: longer than a request can be under way."""
UNTIL_REPLY = 2**53 - 1
"""The end of a snooze that only the customer ends: a moment two centuries ahead, which every program can count to."""
