-- Which answers a release changed. It becomes known after the release was added; a row is added once and never changed. Earlier
-- versions kept it with the release, where it stays.

CREATE TABLE IF NOT EXISTS policy_release_impact (
    release_id BIGINT PRIMARY KEY REFERENCES policy_release (id),
    state      VARCHAR(20) NOT NULL,
    reason     TEXT,
    impact     TEXT
);
