-- Functions that run with the rights of the owner are for the owner alone, who makes triggers of them and counts contracts anew. The two
-- that the service calls are for everybody who may store contracts, too, so that a service whose role owns nothing goes on.
DO $$
DECLARE
    called RECORD;
    caller RECORD;
BEGIN
    FOR called IN
        SELECT oid::REGPROCEDURE AS signature, proowner AS owner, pg_has_role(proowner, 'USAGE') AS owned,
            proname IN ('merge_contract_counts', 'keep_contract_writers_out') AS by_service
        FROM pg_proc
        WHERE pg_function_is_visible(oid) AND proname IN ('end_contract_leases', 'count_contract_contents', 'count_contract_versions',
            'merge_contract_counts', 'recount_contracts', 'keep_contract_writers_out', 'recount_contracts_after')
    LOOP
        IF NOT called.owned THEN
            RAISE WARNING 'Everybody may go on calling function %, since it belongs to %. Run ALTER FUNCTION % OWNER TO % and'
                ' REVOKE EXECUTE ON FUNCTION % FROM PUBLIC as a superuser.',
                called.signature, called.owner::REGROLE, called.signature, quote_ident(current_user), called.signature;
            CONTINUE;
        END IF;
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', called.signature);
        FOR caller IN
            SELECT DISTINCT acl.grantee FROM pg_class, aclexplode(COALESCE(relacl, acldefault('r', relowner))) acl
            WHERE oid = 'customer_contract'::REGCLASS AND acl.privilege_type = 'INSERT' AND acl.grantee <> called.owner AND called.by_service
        LOOP
            EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %s', called.signature,
                CASE caller.grantee WHEN 0 THEN 'PUBLIC' ELSE caller.grantee::REGROLE::TEXT END);
        END LOOP;
    END LOOP;
END $$;
