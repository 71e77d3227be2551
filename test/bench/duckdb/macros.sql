-- Month and day are compared, never days / 365: born on 29 February, a year older on 1 March [G, Age].
CREATE MACRO whole_years(born, on_day) AS
  year(on_day) - year(born) - (month(on_day) * 100 + day(on_day) < month(born) * 100 + day(born))::INTEGER;

-- An anniversary of 29 February falls on the 28th of other years (decided); adding years does that.
CREATE MACRO anniversaries_to(start, last) AS
  greatest(0, year(last) - year(start)
    - ((start + to_years((year(last) - year(start))::INTEGER))::DATE > last)::INTEGER)::INTEGER;

-- The earliest entered first, a head before others; ids that are numbers by value and before all other texts.
CREATE MACRO id_order(entered, is_head, id) AS
  (entered, if(is_head, 0, 1), if(regexp_full_match(id, '[0-9]+'), 0, 1),
   if(regexp_full_match(id, '[0-9]+'), length(ltrim(id, '0')), 0),
   if(regexp_full_match(id, '[0-9]+'), ltrim(id, '0'), ''), id);

-- HUD's words for a code; a code that is none of HUD's shows itself.
CREATE MACRO label(of_list, of_code) AS
  if(of_code IS NULL, NULL,
    coalesce((SELECT any_value(text) FROM words.labels WHERE list = of_list AND code = of_code),
      'Unknown code (' || of_code || ')'));

-- An element of a list with 8, 9 and 99: blank is missing like 99 [G, Missing Data].
CREATE MACRO coded(code) AS
  CASE WHEN code IN (8, 9) THEN 'dontKnow' WHEN coalesce(code, 99) = 99 THEN 'missing' END;

CREATE MACRO flaw(element, class) AS
  element || ': ' || CASE class WHEN 'dontKnow' THEN 'don''t know/prefers not' WHEN 'missing' THEN 'missing'
    WHEN 'issue' THEN 'data issue' END;
