-- Makes the tables of contracts and usage eight hash partitions each, by customer, with what they hold. Every statement about one customer
-- then touches one partition of a table.
--
-- Stop the service, or have it stopped from writing: the tables are locked until the end. Run this once, as the owner of the tables or a
-- superuser, on PostgreSQL 13 or newer, after the service has migrated its tables:
--
--     psql -v ON_ERROR_STOP=1 -f partition.sql entitlements
--
-- All of it is done, or nothing. The disk needs room for a second copy of the tables. Rights that others than the owner have on the tables
-- stay; those on single columns are to be granted again. Later versions of the service migrate partitioned tables as they do others.

BEGIN;

LOCK TABLE customer_contract, customer_contract_name, customer_contract_content, usage_customer, usage_entry IN ACCESS EXCLUSIVE MODE;

-- Triggers tell replicas that answer from memory of changes; they are made again at the end.
CREATE TEMPORARY TABLE former_trigger ON COMMIT DROP AS
    SELECT tgrelid::regclass::text AS name, pg_get_triggerdef(oid) AS definition FROM pg_trigger WHERE NOT tgisinternal AND tgrelid IN (
        'customer_contract'::regclass, 'customer_contract_name'::regclass, 'customer_contract_content'::regclass,
        'usage_customer'::regclass, 'usage_entry'::regclass);

CREATE OR REPLACE FUNCTION pg_temp.partition_by_customer(name TEXT, parts INT) RETURNS VOID LANGUAGE plpgsql AS $$
DECLARE
    owner TEXT := (SELECT relowner::regrole FROM pg_class WHERE oid = name::regclass);
    others RECORD;
BEGIN
    IF (SELECT relkind FROM pg_class WHERE oid = name::regclass) = 'p' THEN
        RAISE EXCEPTION 'Table % is partitioned already. Nothing has changed.', name;
    END IF;
    EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS) PARTITION BY HASH (customer)', name || '_new', name);
    FOR part IN 0 .. parts - 1 LOOP
        EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES WITH (MODULUS %s, REMAINDER %s)',
            name || '_p' || part, name || '_new', parts, part);
        EXECUTE format('ALTER TABLE %I OWNER TO %s', name || '_p' || part, owner);
    END LOOP;
    EXECUTE format('ALTER TABLE %I OWNER TO %s', name || '_new', owner);
    FOR others IN SELECT acl.* FROM pg_class, aclexplode(relacl) acl WHERE oid = name::regclass AND acl.grantee <> relowner LOOP
        EXECUTE format('GRANT %s ON %I TO %s', others.privilege_type, name || '_new',
            CASE others.grantee WHEN 0 THEN 'PUBLIC' ELSE others.grantee::regrole::TEXT END
                || CASE WHEN others.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
    END LOOP;
    EXECUTE format('INSERT INTO %I SELECT * FROM %I', name || '_new', name);
END $$;

SELECT pg_temp.partition_by_customer(name, 8) FROM unnest(ARRAY[
    'customer_contract', 'customer_contract_name', 'customer_contract_content', 'usage_customer', 'usage_entry']) AS tables (name);

-- The numbers of entries go on after the newest.
CREATE SEQUENCE usage_entry_number AS BIGINT;
SELECT setval('usage_entry_number', nextval(pg_get_serial_sequence('usage_entry', 'id')));
DO $$
DECLARE
    writer TEXT;
BEGIN
    EXECUTE format('ALTER SEQUENCE usage_entry_number OWNER TO %s',
        (SELECT relowner::regrole FROM pg_class WHERE oid = 'usage_entry'::regclass));
    FOR writer IN SELECT CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::TEXT END FROM pg_class, aclexplode(relacl)
        WHERE oid = 'usage_entry'::regclass AND grantee <> relowner AND privilege_type = 'INSERT' LOOP
        EXECUTE format('GRANT USAGE ON SEQUENCE usage_entry_number TO %s', writer);
    END LOOP;
END $$;
ALTER TABLE usage_entry_new ALTER COLUMN id SET DEFAULT nextval('usage_entry_number');

DROP TABLE customer_contract, customer_contract_name, customer_contract_content, usage_entry, usage_customer;
ALTER TABLE customer_contract_new RENAME TO customer_contract;
ALTER TABLE customer_contract_name_new RENAME TO customer_contract_name;
ALTER TABLE customer_contract_content_new RENAME TO customer_contract_content;
ALTER TABLE usage_customer_new RENAME TO usage_customer;
ALTER TABLE usage_entry_new RENAME TO usage_entry;
ALTER SEQUENCE usage_entry_number OWNED BY usage_entry.id;

ALTER TABLE customer_contract ADD PRIMARY KEY (customer, version);
ALTER TABLE customer_contract_name ADD PRIMARY KEY (kind, name, customer);
CREATE INDEX customer_contract_name_by_customer ON customer_contract_name (customer);
CREATE INDEX customer_contract_name_by_end ON customer_contract_name (kind, name, used_until);
ALTER TABLE customer_contract_content ADD PRIMARY KEY (customer, version);
CREATE INDEX customer_contract_content_by_content ON customer_contract_content (content, customer);
ALTER TABLE usage_customer ADD PRIMARY KEY (customer);
ALTER TABLE usage_entry ADD CONSTRAINT usage_entry_by_number PRIMARY KEY (customer, id);
ALTER TABLE usage_entry ADD CONSTRAINT usage_entry_by_settled UNIQUE (settles, customer);
ALTER TABLE usage_entry ADD UNIQUE (customer, idempotency_key);
CREATE INDEX usage_entry_of_period ON usage_entry (customer, issue_key, used_at);
CREATE INDEX usage_entry_by_corrected ON usage_entry (corrects, customer);
ALTER TABLE usage_entry ADD FOREIGN KEY (customer) REFERENCES usage_customer (customer);
ALTER TABLE usage_entry ADD CONSTRAINT usage_entry_settles_one FOREIGN KEY (customer, settles) REFERENCES usage_entry (customer, id);
ALTER TABLE usage_entry ADD CONSTRAINT usage_entry_corrects_one FOREIGN KEY (customer, corrects) REFERENCES usage_entry (customer, id);

-- A statement that names a part fires the triggers of that part only, so each part has those of its table.
DO $$
DECLARE
    former RECORD;
    part REGCLASS;
BEGIN
    FOR former IN SELECT * FROM former_trigger LOOP
        EXECUTE former.definition;
        FOR part IN SELECT inhrelid FROM pg_inherits WHERE inhparent = former.name::regclass LOOP
            EXECUTE regexp_replace(former.definition, ' ON \S+ ', format(' ON %s ', part));
        END LOOP;
    END LOOP;
END $$;

COMMIT;

ANALYZE customer_contract, customer_contract_name, customer_contract_content, usage_customer, usage_entry;
