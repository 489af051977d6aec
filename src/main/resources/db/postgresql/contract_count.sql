-- How many versions of contracts with each content come into force, and cease to be, at each instant, so that contracts in force are counted
-- without reading them. Writers only add changes, which wait for nobody; merge_contract_counts adds them up. All instants by counted_until are
-- one, -infinity. The content 00000000-… has the stored versions as begins, and those with a known content as ends.

-- The functions look for temporary tables last: a caller could put his own in the place of these.
SELECT set_config('search_path', concat_ws(', ', NULLIF(current_setting('search_path'), ''), 'pg_temp'), true);

ALTER FUNCTION end_contract_leases() SET search_path FROM CURRENT;

-- In the order of writers, who lock the contracts first.
LOCK TABLE customer_contract, customer_contract_content IN SHARE ROW EXCLUSIVE MODE;

CREATE TABLE IF NOT EXISTS contract_count (
    content UUID NOT NULL,
    instant TIMESTAMP WITH TIME ZONE NOT NULL,
    begins  BIGINT NOT NULL,
    ends    BIGINT NOT NULL,
    PRIMARY KEY (content, instant)
);
CREATE TABLE IF NOT EXISTS contract_count_change (LIKE contract_count INCLUDING DEFAULTS);
CREATE TABLE IF NOT EXISTS contract_count_state (
    single        BOOLEAN PRIMARY KEY DEFAULT TRUE CHECK (single),
    counted_until TIMESTAMP WITH TIME ZONE NOT NULL
);
ALTER TABLE contract_count_change REPLICA IDENTITY FULL; -- Without it, a database that publishes all tables refuses to delete rows.
INSERT INTO contract_count_state (counted_until) SELECT '-infinity' WHERE NOT EXISTS (SELECT 1 FROM contract_count_state);

-- Counts what a statement adds to customer_contract_content, or deletes. Its plan must not depend on the size of the table when it was made.
CREATE OR REPLACE FUNCTION count_contract_contents() RETURNS TRIGGER LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off AS $$
DECLARE
    sign INT := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
    past TIMESTAMP WITH TIME ZONE := (SELECT counted_until FROM contract_count_state);
BEGIN
    INSERT INTO contract_count_change (content, instant, begins, ends)
    WITH version AS (
        SELECT customer, version, content, decides_from, ends, BOOL_OR(changes) AS changes FROM (
            SELECT v.customer, v.version, v.content, v.decides_from, v.ends, FALSE AS changes
            FROM (SELECT DISTINCT customer FROM changed) c JOIN customer_contract_content v ON v.customer = c.customer
            UNION ALL SELECT customer, version, content, decides_from, ends, TRUE FROM changed) stored
        GROUP BY customer, version, content, decides_from, ends
    ), followed AS (
        SELECT content, decides_from, ends, changes, MIN(decides_from) OVER later AS next,
            MIN(decides_from) FILTER (WHERE NOT changes) OVER later AS other
        FROM version
        WINDOW later AS (PARTITION BY customer ORDER BY version DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
    ), period AS (
        SELECT content, decides_from AS start, LEAST(ends, next) AS stop, sign AS weight FROM followed
        UNION ALL SELECT content, decides_from, LEAST(ends, other), -sign FROM followed WHERE NOT changes
    )
    SELECT content, CASE WHEN instant <= past THEN '-infinity' ELSE instant END AS instant, SUM(begins), SUM(ends) FROM (
        SELECT content, start AS instant, weight AS begins, 0 AS ends FROM period WHERE stop IS NULL OR stop > start
        UNION ALL SELECT content, stop, 0, weight FROM period WHERE stop > start) event
    GROUP BY 1, 2 HAVING SUM(begins) <> 0 OR SUM(ends) <> 0
    UNION ALL SELECT '00000000-0000-0000-0000-000000000000', '-infinity', 0, sign * COUNT(*) FROM changed HAVING COUNT(*) > 0;
    RETURN NULL;
END $$;

-- Counts the versions that a statement stores or deletes, also one of a replica that knows no contents.
CREATE OR REPLACE FUNCTION count_contract_versions() RETURNS TRIGGER LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    INSERT INTO contract_count_change (content, instant, begins, ends)
    SELECT '00000000-0000-0000-0000-000000000000', '-infinity', CASE TG_OP WHEN 'INSERT' THEN COUNT(*) ELSE -COUNT(*) END, 0
    FROM changed HAVING COUNT(*) > 0;
    RETURN NULL;
END $$;

-- Adds up the changes, and makes the instants by one that has passed one, unless another transaction does so. Returns whether it did.
CREATE OR REPLACE FUNCTION merge_contract_counts(until TIMESTAMP WITH TIME ZONE) RETURNS BOOLEAN LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT
AS $$
DECLARE
    past TIMESTAMP WITH TIME ZONE;
BEGIN
    SELECT GREATEST(counted_until, LEAST(until, now() - INTERVAL '1 day')) INTO past FROM contract_count_state FOR UPDATE SKIP LOCKED;
    IF NOT FOUND THEN
        RETURN FALSE;
    END IF;
    UPDATE contract_count_state SET counted_until = past WHERE counted_until < past;
    IF FOUND THEN
        WITH gone AS (DELETE FROM contract_count WHERE instant <= past AND instant > '-infinity' RETURNING *)
        INSERT INTO contract_count_change SELECT content, '-infinity', SUM(begins), SUM(ends) FROM gone GROUP BY content;
        DELETE FROM contract_count WHERE begins = ends AND instant = '-infinity';
    END IF;
    WITH gone AS (DELETE FROM contract_count_change RETURNING content,
        CASE WHEN instant <= past THEN '-infinity' ELSE instant END AS instant, begins, ends)
    INSERT INTO contract_count AS counted (content, instant, begins, ends)
    SELECT content, instant, SUM(begins), SUM(ends) FROM gone GROUP BY content, instant HAVING SUM(begins) <> 0 OR SUM(ends) <> 0
    ON CONFLICT (content, instant) DO UPDATE SET begins = counted.begins + EXCLUDED.begins, ends = counted.ends + EXCLUDED.ends;
    RETURN TRUE;
END $$;

-- Counts all contracts anew. Writers wait meanwhile.
CREATE OR REPLACE FUNCTION recount_contracts() RETURNS VOID LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    past TIMESTAMP WITH TIME ZONE;
BEGIN
    LOCK TABLE customer_contract, customer_contract_content IN SHARE ROW EXCLUSIVE MODE;
    SELECT counted_until INTO past FROM contract_count_state FOR UPDATE;
    DELETE FROM contract_count;
    DELETE FROM contract_count_change;
    INSERT INTO contract_count (content, instant, begins, ends)
    WITH period AS (
        SELECT content, decides_from AS start, LEAST(ends, MIN(decides_from) OVER (
            PARTITION BY customer ORDER BY version DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) AS stop
        FROM customer_contract_content
    )
    SELECT content, CASE WHEN instant <= past THEN '-infinity' ELSE instant END, SUM(begins), SUM(ends) FROM (
        SELECT content, start AS instant, 1 AS begins, 0 AS ends FROM period WHERE stop IS NULL OR stop > start
        UNION ALL SELECT content, stop, 0, 1 FROM period WHERE stop > start) event
    GROUP BY 1, 2
    UNION ALL SELECT '00000000-0000-0000-0000-000000000000', '-infinity',
        (SELECT COUNT(*) FROM customer_contract), (SELECT COUNT(*) FROM customer_contract_content);
END $$;

-- Keeps writers waiting until the transaction ends. Returns false if one writes for long, behind whom others would wait as well.
DROP FUNCTION IF EXISTS keep_contract_writers_out();
CREATE FUNCTION keep_contract_writers_out() RETURNS BOOLEAN LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT
SET lock_timeout = '500ms' AS $$
BEGIN
    LOCK TABLE customer_contract_content IN SHARE ROW EXCLUSIVE MODE;
    RETURN TRUE;
EXCEPTION WHEN lock_not_available THEN
    RETURN FALSE;
END $$;

-- The service rewrites no version and truncates no table; whoever does so by hand has all contracts counted anew.
CREATE OR REPLACE FUNCTION recount_contracts_after() RETURNS TRIGGER LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM recount_contracts();
    RETURN NULL;
END $$;

DO $$
DECLARE
    part RECORD;
BEGIN -- A statement that names a part of a partitioned table fires the triggers of that part only.
    FOR part IN
        WITH counted (name, counting, rewriting) AS (VALUES
            ('customer_contract'::REGCLASS, 'count_contract_versions', 'TRUNCATE'),
            ('customer_contract_content'::REGCLASS, 'count_contract_contents', 'UPDATE OR TRUNCATE'))
        SELECT * FROM counted UNION SELECT inhrelid, counting, rewriting FROM counted JOIN pg_inherits ON inhparent = name
    LOOP
        EXECUTE format($trigger$
            DROP TRIGGER IF EXISTS count_added ON %1$s;
            DROP TRIGGER IF EXISTS count_deleted ON %1$s;
            DROP TRIGGER IF EXISTS count_rewritten ON %1$s;
            CREATE TRIGGER count_added AFTER INSERT ON %1$s REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION %2$s();
            CREATE TRIGGER count_deleted AFTER DELETE ON %1$s REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION %2$s();
            CREATE TRIGGER count_rewritten AFTER %3$s ON %1$s FOR EACH STATEMENT EXECUTE FUNCTION recount_contracts_after()
            $trigger$, part.name::REGCLASS, part.counting, part.rewriting);
    END LOOP;
END $$;

UPDATE contract_count_state SET counted_until = date_trunc('day', now()) - INTERVAL '2 days'
WHERE EXISTS (SELECT 1 FROM customer_contract_content);
SELECT recount_contracts();
