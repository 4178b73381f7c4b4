-- The language in which a person reads the product, by BCP 47; NULL: whatever their browser asks for. Nothing sets it yet
-- (docs/decisions/041), and the build before this one leaves it alone.
ALTER TABLE users ADD COLUMN language TEXT CHECK (language IS NULL OR (length(language) BETWEEN 2 AND 35
  AND (language GLOB '[a-z][a-z]' OR language GLOB '[a-z][a-z][a-z]' OR language GLOB '[a-z][a-z]-*' OR language GLOB '[a-z][a-z][a-z]-*')
  AND language NOT GLOB '*[^A-Za-z0-9-]*' AND language NOT GLOB '*--*' AND language NOT GLOB '*-'));
