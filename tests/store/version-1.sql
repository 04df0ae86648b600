-- A vault as version 1 of its tables made it. Never to be edited: somebody has one of these.
CREATE TABLE answer (
  id INTEGER PRIMARY KEY,
  checklist TEXT NOT NULL, item TEXT NOT NULL,
  reply TEXT NOT NULL, reason TEXT NOT NULL, answered TEXT NOT NULL,
  UNIQUE (checklist, item)) STRICT;
CREATE TABLE position (checklist TEXT PRIMARY KEY, item TEXT NOT NULL) STRICT;
CREATE TABLE device (one INTEGER PRIMARY KEY CHECK (one = 1), device TEXT NOT NULL) STRICT;
CREATE TABLE account (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  platform TEXT NOT NULL, handle TEXT NOT NULL, url TEXT NOT NULL,
  ownership TEXT NOT NULL, added TEXT NOT NULL) STRICT;
CREATE TABLE audit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  started TEXT NOT NULL, finished INTEGER NOT NULL) STRICT;
CREATE TABLE result (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  audit INTEGER NOT NULL REFERENCES audit ON DELETE CASCADE,
  account INTEGER NOT NULL, platform TEXT NOT NULL, handle TEXT NOT NULL, url TEXT NOT NULL,
  ownership TEXT NOT NULL, added TEXT NOT NULL,
  state TEXT NOT NULL, reason TEXT NOT NULL, detail TEXT NOT NULL, source TEXT NOT NULL,
  looked TEXT NOT NULL) STRICT;
CREATE INDEX result_of_audit ON result (audit);
CREATE TABLE place (
  id INTEGER PRIMARY KEY,
  result INTEGER NOT NULL REFERENCES result ON DELETE CASCADE,
  place TEXT NOT NULL) STRICT;
CREATE INDEX place_of_result ON place (result);
CREATE TABLE finding (
  id INTEGER PRIMARY KEY,
  result INTEGER NOT NULL REFERENCES result ON DELETE CASCADE,
  kind TEXT NOT NULL, value TEXT NOT NULL, whose TEXT NOT NULL, certainty TEXT NOT NULL,
  seen_by TEXT NOT NULL, hidden INTEGER NOT NULL,
  words TEXT NOT NULL, first_byte INTEGER NOT NULL, end_byte INTEGER NOT NULL, field TEXT NOT NULL,
  rule TEXT NOT NULL, clause TEXT NOT NULL, published TEXT, place TEXT) STRICT;
CREATE INDEX finding_of_result ON finding (result);
CREATE TABLE hit (
  id INTEGER PRIMARY KEY,
  url TEXT NOT NULL UNIQUE, query TEXT NOT NULL, verdict TEXT NOT NULL, recorded TEXT NOT NULL) STRICT;

INSERT INTO answer VALUES (1, 'policy', 'SEC-05', 'keep', 'my choir knows it anyway', '2025-09-01');
INSERT INTO position VALUES ('policy', 'SEC-06');
INSERT INTO device VALUES (1, 'own');
INSERT INTO account VALUES (4, 'wordpress', 'hannah', 'https://hannah.example/', 'confirmed', '2025-09-01');
INSERT INTO audit VALUES (2, '2025-09-01', 0);
INSERT INTO result VALUES (9, 2, 4, 'wordpress', 'hannah', 'https://hannah.example/', 'confirmed', '2025-09-01',
  'found', '', '', 'fetched', '2025-09-02');
INSERT INTO place VALUES (1, 9, 'https://hannah.example/about');
INSERT INTO finding VALUES (1, 9, 'birth_date', 'XXXX-07-04', 'self', 'certain', 'passer_by', 0, '4 July', 120, 126,
  'bio', 'birth-date.label', 'SEC-05', '2015-07-04', 'https://hannah.example/about');
INSERT INTO hit VALUES (1, 'https://hit.example/', '"Hannah Brackenbury"', 'not_me', '2025-09-03');

PRAGMA application_id = 1198289768;
PRAGMA user_version = 1;
