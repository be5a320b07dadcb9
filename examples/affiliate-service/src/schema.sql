CREATE TABLE IF NOT EXISTS accounts (
    id INTEGER PRIMARY KEY,
    plan TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS tokens (
    id INTEGER PRIMARY KEY,
    token TEXT NOT NULL UNIQUE,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    scopes TEXT NOT NULL,
    expires_at INTEGER,
    revoked INTEGER NOT NULL DEFAULT 0
);

-- Of accounts that have paid for so many calls, and no more.
CREATE TABLE IF NOT EXISTS allowances (
    account_id INTEGER PRIMARY KEY REFERENCES accounts (id),
    calls_left INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS campaigns (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    name TEXT NOT NULL,
    commission_amount REAL NOT NULL,
    active INTEGER NOT NULL DEFAULT FALSE,
    UNIQUE (account_id, name)
);

CREATE TABLE IF NOT EXISTS affiliates (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    approved INTEGER NOT NULL DEFAULT FALSE,
    UNIQUE (account_id, email)
);

CREATE TABLE IF NOT EXISTS links (
    id INTEGER PRIMARY KEY,
    campaign_id INTEGER NOT NULL REFERENCES campaigns (id) ON DELETE CASCADE,
    affiliate_id INTEGER NOT NULL REFERENCES affiliates (id),
    target TEXT NOT NULL,
    slug TEXT NOT NULL UNIQUE
);

-- Made up so that each answer can be seen. What was deleted of it is there again after the next start.
INSERT OR IGNORE INTO accounts (id, plan) VALUES (1, 'Pro'), (2, 'Free'), (3, 'Starter'), (4, 'Starter');

INSERT OR IGNORE INTO tokens (id, token, account_id, scopes, expires_at, revoked) VALUES
    (1, 'pro', 1, 'campaigns:read campaigns:write affiliates:write links:write', NULL, FALSE),
    (2, 'reader', 1, 'campaigns:read', NULL, FALSE),
    (3, 'writer', 1, 'campaigns:write affiliates:write links:write', NULL, FALSE),
    (4, 'expired', 1, 'campaigns:read', 1700000000, FALSE),
    (5, 'revoked', 1, 'campaigns:read', NULL, TRUE),
    (6, 'free', 2, 'campaigns:read campaigns:write affiliates:write links:write', NULL, FALSE),
    (7, 'busy', 2, 'campaigns:read', NULL, FALSE),
    (8, 'damaged', 3, 'campaigns:read', NULL, FALSE),
    (9, 'prepaid', 4, 'campaigns:read campaigns:write affiliates:write links:write', NULL, FALSE);

INSERT OR IGNORE INTO allowances (account_id, calls_left) VALUES (4, 1);

-- The last one is damaged: its commission is no number.
INSERT OR IGNORE INTO campaigns (id, account_id, name, commission_amount, active) VALUES
    (17, 1, 'Spring sale', 12.5, TRUE),
    (18, 1, 'Last winter', 8, FALSE),
    (27, 2, 'First steps', 1, TRUE),
    (37, 3, 'Water in the cellar', 'postgres://app:hunter2@db.internal/ledger', TRUE);

INSERT OR IGNORE INTO affiliates (id, account_id, name, email, approved) VALUES
    (5, 1, 'Ada', 'ada@example.com', TRUE),
    (6, 1, 'Bob', 'bob@example.com', FALSE),
    (7, 2, 'Cleo', 'cleo@example.com', TRUE);
