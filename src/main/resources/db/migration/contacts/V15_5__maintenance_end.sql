-- When maintenance ends by itself; null when somebody has to end it.
ALTER TABLE maintenance ADD COLUMN ends_at TIMESTAMP WITH TIME ZONE;
