import type { Migrations } from '../report-index/sqlite/database.ts'

/** The schema of the state file. A version that was released is never changed: what is new is appended. */
export const STATE_MIGRATIONS: Migrations = [
  `
  -- Questions and what was answered, without names; wrong = 1 where somebody pressed 不对.
  CREATE TABLE asked (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    question TEXT NOT NULL,
    answer TEXT NOT NULL,
    kind TEXT NOT NULL,
    asked_at TEXT NOT NULL,
    wrong INTEGER NOT NULL DEFAULT 0
  );
  -- What a follow-up takes its missing parts from: the last question of a person in a chat.
  CREATE TABLE conversation (
    chat TEXT NOT NULL,
    person TEXT NOT NULL,
    previous TEXT NOT NULL,
    asked_at TEXT NOT NULL,
    PRIMARY KEY (chat, person)
  ) WITHOUT ROWID;
  `,
  `
  -- Whom admins let in or shut out in chat, by the numbers of the channel; the settings stand beside it.
  CREATE TABLE access (
    id INTEGER PRIMARY KEY,
    verdict TEXT NOT NULL CHECK (verdict IN ('allowed', 'banned')),
    name TEXT NOT NULL,
    decided_at TEXT NOT NULL
  );
  -- Codes that let in whoever sends one first, as hashes: a copy of the file opens nothing.
  CREATE TABLE pairing (code TEXT PRIMARY KEY, expires_at TEXT NOT NULL) WITHOUT ROWID;
  `,
  `
  -- What the question took its missing parts from, and what a question about its answer may: JSON, or null for none.
  ALTER TABLE asked ADD COLUMN leaned_on TEXT;
  ALTER TABLE asked ADD COLUMN leaves TEXT;
  -- What a follow-up is about: the last question of a person in a chat, by its number in asked.
  DROP TABLE conversation;
  CREATE TABLE conversation (
    chat TEXT NOT NULL,
    person TEXT NOT NULL,
    asked INTEGER NOT NULL,
    asked_at TEXT NOT NULL,
    PRIMARY KEY (chat, person)
  ) WITHOUT ROWID;
  -- Which answer a message of ours shows, for replies to it.
  CREATE TABLE answered (
    chat TEXT NOT NULL,
    message TEXT NOT NULL,
    asked INTEGER NOT NULL,
    asked_at TEXT NOT NULL,
    PRIMARY KEY (chat, message)
  ) WITHOUT ROWID;
  `,
  `
  -- Telegram's updates: kept before they are confirmed to it, without their content once they are handled, and forgotten
  -- a day later. identity is what an update is about: the same message may come under another update_id.
  CREATE TABLE inbox (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    update_id INTEGER NOT NULL UNIQUE,
    identity TEXT NOT NULL UNIQUE,
    content TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    kept_at INTEGER NOT NULL,
    handled_at INTEGER
  );
  CREATE INDEX inbox_unhandled ON inbox (number) WHERE handled_at IS NULL;
  -- Messages that Telegram has taken as answers to an update, in order: they are not sent again after a kill.
  CREATE TABLE inbox_receipt (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    update_id INTEGER NOT NULL REFERENCES inbox (update_id) ON DELETE CASCADE,
    message_id INTEGER NOT NULL
  );
  CREATE INDEX inbox_receipt_of ON inbox_receipt (update_id);
  `,
  `
  -- Who asked, as a keyed hash: enough to delete it all when he wants that, and no name. Null for questions before.
  ALTER TABLE asked ADD COLUMN person TEXT;
  CREATE INDEX asked_by_person ON asked (person);
  CREATE TABLE secret (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  -- What the reports lacked to answer a question, by slot.
  CREATE TABLE gap (
    asked INTEGER NOT NULL REFERENCES asked (number) ON DELETE CASCADE,
    slot TEXT NOT NULL,
    missing TEXT NOT NULL
  );
  CREATE INDEX gap_of ON gap (asked);
  -- Who pressed 不对 under which answer; asked.wrong is of the time before.
  CREATE TABLE mark (
    asked INTEGER NOT NULL REFERENCES asked (number) ON DELETE CASCADE,
    person TEXT NOT NULL,
    PRIMARY KEY (asked, person)
  ) WITHOUT ROWID;
  CREATE INDEX mark_by_person ON mark (person);
  `,
  `
  -- What admins set for a group: from which collections it is answered (JSON, or null for all), and whether questions
  -- are answered that are not addressed to the bot.
  CREATE TABLE group_setting (chat TEXT PRIMARY KEY, collections TEXT, untagged INTEGER NOT NULL) WITHOUT ROWID;
  `,
]
