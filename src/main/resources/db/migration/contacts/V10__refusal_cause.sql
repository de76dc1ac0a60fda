-- Why a delivery was refused, by a name that stays; what to do about it is told by that. Null for
-- what was refused before, and by an older instance.

ALTER TABLE refused_delivery ADD COLUMN cause VARCHAR(40);
