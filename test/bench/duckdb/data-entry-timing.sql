-- Starts and exits between the two days and how many days each took to be entered [G, Data Quality Q6; APR, Q6e]; the
-- local standard is three days. Goes on from stays.sql.
SELECT
  s.PersonalID, s.EnrollmentID, p.OrganizationName, p.ProjectName, p.ProjectTypeLabel AS ProjectType, s.RecordType,
  s.EventDate, s.DateCreated, s.DateCreated - s.EventDate AS DaysToEnter,
  CASE WHEN DaysToEnter < 0 THEN '< 0 days' WHEN DaysToEnter = 0 THEN '0 days' WHEN DaysToEnter <= 3 THEN '1-3 days'
    WHEN DaysToEnter <= 6 THEN '4-6 days' WHEN DaysToEnter <= 10 THEN '7-10 days'
    WHEN DaysToEnter IS NOT NULL THEN '11+ days' END AS TimeForRecordEntry,
  if(DaysToEnter IS NULL, NULL, if(DaysToEnter BETWEEN 0 AND 3, 'Yes', 'No')) AS WithinStandard,
  coalesce(u.UserName, s.UserID) AS EnteredBy
FROM (
  SELECT PersonalID, EnrollmentID, ProjectID, 'Project start' AS RecordType, EntryDate AS EventDate, DateCreated, UserID
  FROM stay
  UNION ALL
  SELECT PersonalID, EnrollmentID, ProjectID, 'Project exit', ExitDate, ExitDateCreated, ExitUserID
  FROM stay WHERE ExitDate IS NOT NULL
) s
JOIN project p USING (ProjectID)
LEFT JOIN users u ON u.UserID = s.UserID
CROSS JOIN range
WHERE EventDate BETWEEN first_day AND last_day
