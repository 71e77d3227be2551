-- Every anniversary of the household's start that is asked of a stay open on last_day, and how it stands then
-- [G, Annual Assessment; STD, Project Annual Assessment]. Goes on from stays.sql; the window of 30 days is HUD's, the
-- 180 days of a misdated one and the next anniversary's look ahead (upcoming_days) are the design's.
, stage_five AS MATERIALIZED (
  SELECT EnrollmentID, InformationDate AS day, Quality, UserID FROM income WHERE Stage = 5
),

with_income AS MATERIALIZED (
  SELECT DISTINCT ProjectID FROM income JOIN enrolled USING (EnrollmentID)
),

open_stay AS MATERIALIZED (
  SELECT
    m.*, w.ProjectID IS NOT NULL AS ProjectHasIncome,
    anniversaries_to(HouseholdStart, last_day + 30) AS opened,
    anniversaries_to(HouseholdStart, last_day) AS years
  FROM member m LEFT JOIN with_income w USING (ProjectID) CROSS JOIN range
  WHERE EntryDate <= last_day AND coalesce(ExitDate > last_day, true)
),

anniversary AS MATERIALIZED (
  SELECT s.EnrollmentID, k, opened, years, EntryDate, ProjectHasIncome, HouseholdStart,
    (HouseholdStart + to_years(k))::DATE AS day
  FROM open_stay s, unnest(range(1, opened + 2)) AS numbers(k)
),

judged AS MATERIALIZED (
  SELECT
    a.*, record.day AS RecordDate, record.UserID AS RecordUserID,
    if(record.day IS NULL, outside.day, NULL) AS OutsideDate, outside.UserID AS OutsideUserID,
    CASE
      WHEN k > opened THEN NULL
      WHEN NOT ProjectHasIncome THEN 'DataIssue'
      WHEN EntryDate > a.day THEN 'NotRequired'
      WHEN record.day IS NOT NULL THEN 'Completed'
      WHEN last_day <= a.day + 30 THEN 'Due'
      WHEN outside.day IS NOT NULL THEN 'OutsideWindow'
      ELSE 'Overdue' END AS SoFar
  FROM anniversary a CROSS JOIN range
  LEFT JOIN (
    SELECT a.EnrollmentID, a.k, max(f.day) AS day, arg_max(f.UserID, f.day) AS UserID
    FROM anniversary a JOIN stage_five f USING (EnrollmentID) CROSS JOIN range
    WHERE f.day BETWEEN a.day - 30 AND a.day + 30 AND f.day <= last_day
    GROUP BY ALL
  ) record USING (EnrollmentID, k)
  LEFT JOIN (
    -- of two that are as near, the later
    SELECT a.EnrollmentID, a.k, arg_min(f.day, (abs(f.day - a.day), a.day - f.day)) AS day,
      arg_min(f.UserID, (abs(f.day - a.day), a.day - f.day)) AS UserID
    FROM anniversary a JOIN stage_five f USING (EnrollmentID) CROSS JOIN range
    WHERE f.day BETWEEN a.day - 180 AND a.day + 180 AND f.day <= last_day
    GROUP BY ALL
  ) outside USING (EnrollmentID, k)
),

annual AS MATERIALIZED (
  SELECT
    * EXCLUDE (SoFar, first_day, last_day),
    CASE
      WHEN HouseholdStart < DATE '1915-01-01' THEN if(k = 1, 'DataIssue', NULL)
      WHEN k <= opened THEN SoFar
      WHEN (day - 30) - last_day <= getvariable('upcoming_days')::INTEGER THEN 'Upcoming'
      WHEN bool_or(SoFar <> 'NotRequired') OVER (PARTITION BY EnrollmentID) THEN NULL
      WHEN years < 1 THEN 'FirstYear'
      ELSE 'NotDue' END AS Status
  FROM judged CROSS JOIN range
)
