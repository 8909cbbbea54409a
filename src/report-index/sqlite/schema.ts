import type { Database, Migrations } from './database.ts'
import { toHalves } from './half-floats.ts'

/**
 * The index file. `document` and `vector` are content-addressed: they are filled while an index is being built and
 * survive a kill. The other tables are the generation that serves; they change in one transaction together with
 * `serving.generation`, so a reader sees all of a generation or all of the one before it.
 */
export const INDEX_MIGRATIONS: Migrations = [
  `
  CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

  -- key: hash of the file, its metadata, the reader's version and the lexicon; value: the document and its
  -- observations as deflated JSON.
  CREATE TABLE document (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;

  -- key: hash of the model and the embedded text; value: floats (half-floats.ts). A label is never used twice,
  -- because the graph knows vectors by their label.
  CREATE TABLE vector (label INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, value BLOB NOT NULL);

  CREATE TABLE serving (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    generation INTEGER NOT NULL,
    model TEXT,
    graph TEXT,
    built_at TEXT NOT NULL
  );

  CREATE TABLE report (
    row INTEGER PRIMARY KEY,
    file TEXT NOT NULL UNIQUE,
    key TEXT NOT NULL,
    id TEXT NOT NULL,
    facts TEXT NOT NULL
  );
  CREATE INDEX report_by_id ON report (id);

  CREATE TABLE article (
    row INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES report (row) ON DELETE CASCADE,
    facts TEXT NOT NULL
  );
  CREATE INDEX article_by_report ON article (report);

  -- number: place among the article's body paragraphs, from 1; null for headings, captions and rows.
  CREATE TABLE paragraph (
    row INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article (row) ON DELETE CASCADE,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    number INTEGER,
    page INTEGER,
    repaired INTEGER NOT NULL,
    path TEXT NOT NULL,
    text TEXT NOT NULL
  );
  CREATE INDEX paragraph_by_article ON paragraph (article);
  CREATE INDEX paragraph_by_id ON paragraph (id);

  CREATE TABLE paragraph_vector (
    paragraph INTEGER NOT NULL REFERENCES paragraph (row) ON DELETE CASCADE,
    label INTEGER NOT NULL,
    PRIMARY KEY (paragraph, label)
  ) WITHOUT ROWID;
  CREATE INDEX paragraph_vector_by_label ON paragraph_vector (label);

  CREATE TABLE observation (
    row INTEGER PRIMARY KEY,
    paragraph INTEGER NOT NULL REFERENCES paragraph (row) ON DELETE CASCADE,
    value TEXT NOT NULL
  );
  CREATE INDEX observation_by_paragraph ON observation (paragraph);

  CREATE TABLE observation_indicator (
    indicator TEXT NOT NULL,
    observation INTEGER NOT NULL REFERENCES observation (row) ON DELETE CASCADE,
    PRIMARY KEY (indicator, observation)
  ) WITHOUT ROWID;
  CREATE INDEX observation_indicator_by_observation ON observation_indicator (observation);

  -- Fed with character bigrams, whole figures and Latin words, separated by blanks.
  CREATE VIRTUAL TABLE words USING fts5 (
    tokens, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 0 tokenchars '.'"
  );
  CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, 'row');
  `,
  `
  -- The model and size of windows whose vectors the report's paragraphs are tied to; null for none.
  ALTER TABLE report ADD COLUMN model TEXT;
  `,
  `
  -- The generation is put together anew from what was read and embedded, which stays: its observations lie otherwise now.
  DELETE FROM serving;
  DELETE FROM report;
  INSERT INTO words (words) VALUES ('delete-all');
  DROP TABLE observation_indicator;
  DROP TABLE observation;

  -- The slots of observations, each value once. value: the slot as JSON, of a naming all the indicators of an observation.
  CREATE TABLE indicator (row INTEGER PRIMARY KEY, canonical TEXT NOT NULL UNIQUE);
  CREATE TABLE naming (row INTEGER PRIMARY KEY, value TEXT NOT NULL UNIQUE);
  CREATE TABLE place (row INTEGER PRIMARY KEY, value TEXT NOT NULL UNIQUE, canonical TEXT NOT NULL);
  CREATE INDEX place_by_canonical ON place (canonical);
  CREATE TABLE period (row INTEGER PRIMARY KEY, value TEXT NOT NULL UNIQUE, starts TEXT, ends TEXT);

  -- value: what an observation is besides its slots, as JSON.
  CREATE TABLE observation (
    row INTEGER PRIMARY KEY,
    paragraph INTEGER NOT NULL REFERENCES paragraph (row) ON DELETE CASCADE,
    naming INTEGER NOT NULL,
    place INTEGER,
    period INTEGER,
    value TEXT NOT NULL
  );
  CREATE INDEX observation_by_paragraph ON observation (paragraph);

  -- Holds all that decides whether an observation is worth looking at, so that thousands of one indicator are passed over
  -- without being read.
  CREATE TABLE observation_indicator (
    indicator INTEGER NOT NULL,
    observation INTEGER NOT NULL REFERENCES observation (row) ON DELETE CASCADE,
    paragraph INTEGER NOT NULL,
    place INTEGER,
    period INTEGER,
    PRIMARY KEY (indicator, observation)
  ) WITHOUT ROWID;
  CREATE INDEX observation_indicator_by_observation ON observation_indicator (observation);
  `,
  (database) => {
    halveVectors(database)
    database.exec(`
      -- Without an index of its values, which took as much room again: a writer remembers those it meets.
      CREATE TABLE found (row INTEGER PRIMARY KEY, value TEXT NOT NULL);
      INSERT INTO found SELECT row, value FROM naming;
      DROP TABLE naming;
      ALTER TABLE found RENAME TO naming;
    `)
  },
  `
  -- The text was read from a picture of the page.
  ALTER TABLE paragraph ADD COLUMN recognised INTEGER NOT NULL DEFAULT 0;
  `,
  `
  -- A file of the reports folder as it was when it was read: stamp: hash of its size and times; entries: the reports that
  -- it holds, as JSON of ReportEntry.
  CREATE TABLE noted_file (file TEXT PRIMARY KEY, stamp TEXT NOT NULL, entries TEXT NOT NULL) WITHOUT ROWID;

  -- Keys alone: to look for one among documents means to read documents.
  CREATE INDEX document_keys ON document (key);

  -- Tell whether a slot of a removed report has another observation left, without reading all of them.
  CREATE INDEX observation_by_naming ON observation (naming);
  CREATE INDEX observation_by_place ON observation (place);
  CREATE INDEX observation_by_period ON observation (period);
  `,
]

/** Vectors as 16-bit floats: `value` of `vector` had 32-bit ones. The graph was built of those, and is built anew. */
function halveVectors(database: Database): void {
  database.function('halved', halved)
  database.exec('UPDATE vector SET value = halved(value); UPDATE serving SET graph = NULL')
}

function halved(floats: Buffer): Buffer {
  return toHalves(new Float32Array(Uint8Array.from(floats).buffer))
}
