-- The work list of annual assessments on last_day, all statuses and members; Basis, a sentence of the product's own, is
-- left out. Goes on from stays.sql and annual.sql, with first_day the same as last_day.
SELECT
  s.PersonalID, s.HouseholdID, s.EnrollmentID, s.Age, relationship.text AS RelationshipToHoH,
  p.OrganizationName, p.ProjectName, p.ProjectTypeLabel AS ProjectType, p.FundingSources, s.EntryDate,
  s.HouseholdStart AS HouseholdStartDate, a.day AS AnniversaryDate, a.day - 30 AS WindowOpens,
  a.day + 30 AS WindowCloses, a.Status, (a.day + 30) - last_day AS DaysLeft,
  a.RecordDate AS AnnualAssessmentDate, a.OutsideDate, latest.day AS LatestAnnualAssessmentDate,
  if(a.RecordDate IS NULL AND incomplete.EnrollmentID IS NOT NULL, 'Yes', 'No') AS Incomplete,
  CASE WHEN a.Status = 'NotRequired' THEN NULL WHEN s.IsAdultOrHead THEN 'income and insurance'
    ELSE 'insurance only' END AS RequiredFor,
  (s.HouseholdStart + to_years(anniversaries_to(s.HouseholdStart, last_day) + 1))::DATE AS NextAnniversary,
  coalesce(u.UserName, deciding) AS EnteredBy
FROM (
  SELECT *, CASE WHEN RecordDate IS NOT NULL THEN RecordUserID WHEN Status = 'OutsideWindow' THEN OutsideUserID
    ELSE (SELECT any_value(UserID) FROM stay WHERE stay.EnrollmentID = annual.EnrollmentID) END AS deciding
  FROM annual WHERE Status IS NOT NULL
) a
JOIN member s USING (EnrollmentID)
JOIN project p USING (ProjectID)
LEFT JOIN words.labels relationship ON relationship.list = 'RelationshipToHoH' AND relationship.code = s.RelationshipToHoH
LEFT JOIN (
  SELECT EnrollmentID, max(f.day) AS day FROM stage_five f CROSS JOIN range WHERE f.day <= last_day GROUP BY EnrollmentID
) latest USING (EnrollmentID)
LEFT JOIN (
  SELECT DISTINCT a.EnrollmentID, a.k
  FROM annual a JOIN (
    FROM (
      SELECT EnrollmentID, InformationDate AS day FROM HealthAndDV WHERE DateDeleted IS NULL AND DataCollectionStage = 5
      UNION ALL
      SELECT EnrollmentID, InformationDate FROM Disabilities WHERE DateDeleted IS NULL AND DataCollectionStage = 5
      UNION ALL
      SELECT EnrollmentID, InformationDate FROM EmploymentEducation WHERE DateDeleted IS NULL AND DataCollectionStage = 5
    )
  ) other USING (EnrollmentID) CROSS JOIN range
  WHERE other.day BETWEEN a.day - 30 AND a.day + 30 AND other.day <= last_day
) incomplete USING (EnrollmentID, k)
LEFT JOIN users u ON u.UserID = deciding
CROSS JOIN range
