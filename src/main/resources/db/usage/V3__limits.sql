-- What an amount counts for, and by which rule, as tables write it; what is beyond a soft limit, and its fee. Entries of earlier
-- versions have none of these: their amounts count as they are, and nothing of them is charged.
ALTER TABLE usage_entry ADD COLUMN IF NOT EXISTS counted NUMERIC(19, 6);
ALTER TABLE usage_entry ADD COLUMN IF NOT EXISTS counting VARCHAR(200);
ALTER TABLE usage_entry ADD COLUMN IF NOT EXISTS over_after NUMERIC(19, 6);
ALTER TABLE usage_entry ADD COLUMN IF NOT EXISTS chargeable NUMERIC(19, 6);
ALTER TABLE usage_entry ADD COLUMN IF NOT EXISTS fee VARCHAR(200);
