-- What the views are made of, in Java: who opens the file without Inlet needs its jar on the class path.

-- The reserved traits of a contact, by the number of its person, and its traits as they were sent: JSON objects.
CREATE ALIAS inlet_contact_fields FOR "dev.inlet.storage.jdbc.forward.ViewValues.contactFields";
CREATE ALIAS inlet_contact_traits FOR "dev.inlet.storage.jdbc.forward.ViewValues.contactTraits";
-- Registers as a JSON object of the values in force.
CREATE ALIAS inlet_values DETERMINISTIC FOR "dev.inlet.storage.jdbc.forward.ViewValues.values";
-- A member of a JSON object: text as such, everything else as JSON.
CREATE ALIAS inlet_member DETERMINISTIC FOR "dev.inlet.storage.jdbc.forward.ViewValues.member";
