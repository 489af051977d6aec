-- Moves the entries of usage of old years, up to the end of one year in UTC, to a table of their own, which can be dumped and dropped then:
--
--     export PGOPTIONS="-c entitlement.last_year=2023 -c entitlement.keep=Enablement\ sessions"
--     psql -v ON_ERROR_STOP=1 -f detach-usage.sql entitlements
--
-- The balances of terms that run now stay as they are. Entries stay that were used since a contract began which is in force now, and those
-- of issue types whose rest is carried from one term into the next: name these in entitlement.keep, with a semicolon between two. So do
-- those of customers for whom a replica of an older version has stored a contract that no check or publication has counted since.
--
-- What is lost until the entries are put back (INSERT INTO usage_entry SELECT * FROM usage_entry_until_2023): they are not listed, balances
-- of their time count nothing as used, they cannot be corrected, and a request that is sent again with a key of theirs is booked again.
--
-- Bookings of the customers concerned wait while this runs. All of it is done, or nothing.

BEGIN;

DO $$
DECLARE
    last_year INT := current_setting('entitlement.last_year');
    kept TEXT[] := string_to_array(nullif(current_setting('entitlement.keep', true), ''), ';');
    cut TIMESTAMPTZ := make_timestamptz(last_year + 1, 1, 1, 0, 0, 0, 'UTC');
    detached TEXT := 'usage_entry_until_' || last_year;
    unknown TEXT := (SELECT min(name) FROM unnest(kept) AS names (name) WHERE NOT EXISTS (
        SELECT 1 FROM usage_entry WHERE lower(issue_type) = lower(name)));
    kept_keys TEXT[] := ARRAY(SELECT DISTINCT issue_key FROM usage_entry WHERE lower(issue_type) IN (
        SELECT lower(name) FROM unnest(kept) AS names (name))); -- An issue type may have been spelt in several ways.
    moved BIGINT;
BEGIN
    IF last_year > extract(YEAR FROM now()) - 2 THEN
        RAISE EXCEPTION 'entitlement.last_year is %; the last year that can be detached now is %.',
            last_year, extract(YEAR FROM now()) - 2;
    END IF;
    IF unknown IS NOT NULL THEN
        RAISE EXCEPTION 'entitlement.keep names “%”, an issue type that no entry has.', unknown;
    END IF;
    PERFORM 1 FROM usage_customer c WHERE EXISTS (
        SELECT 1 FROM usage_entry e WHERE e.customer = c.customer AND e.used_at < cut) ORDER BY customer FOR UPDATE;
    EXECUTE format('CREATE TABLE %I (LIKE usage_entry)', detached);
    EXECUTE format('ALTER TABLE %I OWNER TO %s', detached,
        (SELECT relowner::regrole FROM pg_class WHERE oid = 'usage_entry'::regclass));
    EXECUTE format($move$
        WITH moved AS (
            DELETE FROM usage_entry e USING usage_customer c
            WHERE c.customer = e.customer AND e.used_at < $1
                AND e.issue_key <> ALL ($2)
                AND NOT EXISTS (
                    SELECT 1 FROM customer_contract v WHERE v.customer = c.customer AND NOT EXISTS (
                        SELECT 1 FROM customer_contract_content k WHERE k.customer = v.customer AND k.version = v.version))
                AND e.used_at < coalesce((
                    SELECT k.decides_from FROM customer_contract_content k
                    WHERE k.customer = c.customer AND k.decides_from <= now() ORDER BY k.version DESC LIMIT 1), 'infinity')
            RETURNING e.*)
        INSERT INTO %I SELECT * FROM moved$move$, detached) USING cut, kept_keys;
    GET DIAGNOSTICS moved = ROW_COUNT;
    RAISE NOTICE '% entries are in % now.', moved, detached;
END $$;

COMMIT;
