-- The Active Client List, names hidden, of the projects asked for, by the method of getvariable('method'). Goes on from
-- stays.sql and annual.sql.
, selected AS MATERIALIZED (
  SELECT m.*
  FROM member m CROSS JOIN range
  WHERE ByEntryExit AND CASE getvariable('method')
    WHEN 'entryExit' THEN true
    -- [G, Active Clients, Method 2]; an exit in the range counts whatever the services
    WHEN 'services' THEN CASE
      WHEN ProjectType = 1 THEN coalesce(ExitDate BETWEEN first_day AND last_day, false) OR BedNightInRange
      WHEN ProjectType IN (4, 6, 7, 11, 12, 14) THEN
        coalesce(ExitDate BETWEEN first_day AND last_day, false) OR OtherInRange
      ELSE true END
    -- [G, Active Clients, Method 3]
    ELSE coalesce(ExitDate > first_day, true) AND CASE
      WHEN ProjectType = 1 THEN BedNightInRange
      WHEN ProjectType IN (0, 2, 8) THEN true
      WHEN ProjectType IN (3, 9, 10, 13) THEN coalesce(MoveIn <= last_day AND coalesce(MoveIn < ExitDate, true), false)
      ELSE false END
  END
),

-- [G, Household Types, Youth Households] by those the method selects
composed AS MATERIALIZED (
  SELECT
    ProjectID, HouseholdID, count(DISTINCT PersonalID) AS HouseholdSize,
    CASE
      WHEN bool_or(Age >= 18) AND bool_or(Age < 18) THEN 'Household with Children and Adults'
      WHEN bool_or(Age IS NULL) THEN 'Unknown Household Type'
      WHEN bool_or(Age >= 18) THEN 'Household without Children'
      ELSE 'Household with Only Children' END AS HouseholdType,
    -- the head there for the range, else the earliest
    coalesce(arg_min(EnrollmentID, id_order(EntryDate, IsHead, EnrollmentID)) FILTER (IsHead), any_value(FirstHead))
      AS Head
  FROM selected GROUP BY ProjectID, HouseholdID
),

worst AS MATERIALIZED (
  SELECT EnrollmentID, arg_min(Status, list_position(['DataIssue', 'Overdue', 'OutsideWindow', 'Due', 'Completed',
    'Upcoming', 'FirstYear', 'NotDue'], Status)) AS Status
  FROM annual WHERE Status <> 'NotRequired' GROUP BY EnrollmentID
),

-- [G, Annual Assessment 1 to 10] the one anniversary the APR asks for, and the class of its record
apr AS MATERIALIZED (
  SELECT m.EnrollmentID, any_value(m.day) AS day, arg_max(f.Quality, (f.day, f.Quality)) AS Quality
  FROM (
    SELECT EnrollmentID, EntryDate, (HouseholdStart + to_years(anniversaries_to(HouseholdStart, last_day)))::DATE AS day
    FROM selected CROSS JOIN range WHERE anniversaries_to(HouseholdStart, last_day) > 0
  ) m
  CROSS JOIN range
  LEFT JOIN stage_five f ON f.EnrollmentID = m.EnrollmentID AND f.day BETWEEN m.day - 30 AND least(m.day + 30, last_day)
  WHERE m.EntryDate <= m.day
  GROUP BY m.EnrollmentID
),

-- [G, Data Quality Q3] entered while an earlier stay of the same person in the same project was not over
overlapping AS MATERIALIZED (
  SELECT DISTINCT s.EnrollmentID
  FROM stay s JOIN stay earlier USING (PersonalID, ProjectID)
  WHERE earlier.EntryDate < s.EntryDate AND coalesce(s.EntryDate < earlier.ExitDate, true)
),

-- [G, Data Quality Q2 to Q5] one class for each element, don't know before missing before issue
flawed AS MATERIALIZED (
  SELECT
    s.EnrollmentID, HouseholdType, HouseholdSize, Head,
    coalesce(ExitDate <= last_day, false) AS IsLeaver,
    CASE
      WHEN NameDataQuality IN (8, 9) THEN 'dontKnow'
      WHEN nullif(trim(FirstName), '') IS NULL OR nullif(trim(LastName), '') IS NULL
        OR coalesce(NameDataQuality, 99) = 99 THEN 'missing'
      WHEN NameDataQuality = 2 THEN 'issue' END AS Name,
    lpad(trim(SSN), 9, 'x') AS nine,
    CASE
      WHEN SSNDataQuality IN (8, 9) THEN 'dontKnow'
      WHEN nullif(trim(SSN), '') IS NULL OR coalesce(SSNDataQuality, 99) = 99
        OR regexp_full_match(trim(SSN), '[xX]+') THEN 'missing'
      WHEN NOT regexp_full_match(trim(SSN), '[0-9xX]{1,9}') THEN 'issue'
      WHEN NOT regexp_full_match(right(nine, 4), '[0-9]{4}') OR right(nine, 4) = '0000' THEN 'issue'
      WHEN left(nine, 3) IN ('000', '666') OR regexp_full_match(left(nine, 3), '9[0-9]{2}') THEN 'issue'
      WHEN nine[4:5] = '00' THEN 'issue'
      WHEN nine IN ('000000000', '111111111', '222222222', '333333333', '444444444', '555555555', '666666666',
        '777777777', '888888888', '999999999') THEN 'issue'
      WHEN regexp_full_match(nine, '[0-9]+')
        AND (contains('01234567890123456789', nine) OR contains('98765432109876543210', nine)) THEN 'issue'
      END AS SSNFlaw,
    CASE
      WHEN DOB IS NULL THEN if(coalesce(DOBDataQuality IN (8, 9), false), 'dontKnow', 'missing')
      WHEN DOBDataQuality IS DISTINCT FROM 1 OR DOB < DATE '1915-01-01' OR DOB > ClientDateCreated
        OR (IsAdultOrHead AND DOB >= EntryDate) THEN 'issue' END AS Birth,
    CASE
      WHEN RaceNone IN (8, 9) THEN 'dontKnow'
      WHEN len(Races) = 0 THEN 'missing' END AS RaceFlaw,
    CASE
      WHEN Age >= 18 THEN coded(VeteranStatus)
      WHEN Age < 18 AND VeteranStatus = 1 THEN 'issue' END AS Veteran,
    if(o.EnrollmentID IS NOT NULL OR coalesce(EntryDate > ExitDate, false), 'issue', NULL) AS Entry,
    CASE
      WHEN coalesce(RelationshipToHoH, 99) = 99 THEN 'missing'
      WHEN RelationshipToHoH NOT BETWEEN 1 AND 5 OR Heads <> 1 THEN 'issue' END AS Relationship,
    CASE
      WHEN NOT IsHead THEN NULL
      WHEN EnrollmentCoC IS NULL THEN 'missing'
      WHEN NOT regexp_full_match(EnrollmentCoC, '[A-Z]{2}-[0-9]{3}')
        OR NOT coalesce(list_contains(CoCCodes, EnrollmentCoC), true) THEN 'issue' END AS CoC,
    if(DisablingCondition = 0 AND DisabilityRecorded, 'issue', coded(DisablingCondition)) AS Disabling,
    if(IsLeaver, coalesce(coded(Destination), if(Destination = 30, 'missing', NULL)), NULL) AS Left,
    if(IsAdultOrHead, coalesce(AtStart, 'missing'), NULL) AS StartIncome,
    if(IsAdultOrHead AND NOT IsLeaver AND a.day IS NOT NULL, coalesce(a.Quality, 'missing'), NULL) AS AnnualIncome,
    if(IsAdultOrHead AND IsLeaver, coalesce(AtExit, 'missing'), NULL) AS ExitIncome,
    -- Q5 asks adults and heads who entered since 2016-10-01, in the project types that have a row there
    IsAdultOrHead AND EntryDate >= DATE '2016-10-01'
      AND coalesce(s.ProjectType IN (0, 1, 4, 8, 2, 3, 9, 10, 13, 14, 6, 11, 12), false) AS Asked,
    s.ProjectType IN (0, 1, 4, 8) OR coalesce(LivingSituation BETWEEN 100 AND 199, false) AS FromHomeless,
    FromHomeless OR coalesce(PreviousStreetESSH = 1 AND LivingSituation BETWEEN 200 AND 299
        AND LengthOfStay IN (10, 11, 2, 3), false)
      OR coalesce(PreviousStreetESSH = 1 AND LengthOfStay IN (10, 11)
        AND coalesce(LivingSituation <= 499, true), false) AS BrokeHomeless,
    if(Asked AND NOT FromHomeless AND coalesce(LivingSituation <= 499, true), coded(LengthOfStay), NULL) AS Length,
    if(Asked AND BrokeHomeless AND DateToStreetESSH IS NULL, 'missing', NULL) AS Street,
    if(Asked AND BrokeHomeless, coded(Times), NULL) AS TimesFlaw,
    if(Asked AND BrokeHomeless, coded(Months), NULL) AS MonthsFlaw
  FROM selected s
  JOIN project USING (ProjectID)
  JOIN composed USING (ProjectID, HouseholdID)
  LEFT JOIN overlapping o USING (EnrollmentID)
  LEFT JOIN apr a USING (EnrollmentID)
  CROSS JOIN range
)

SELECT
  s.PersonalID, s.HouseholdID, s.EnrollmentID, s.Age, relationship.text AS RelationshipToHoH,
  veteran.text AS VeteranStatus,
  if(len(s.Races) = 0, race_none.text,
    array_to_string(list_transform(s.Races, lambda race: getvariable('races')[race]), '; ')) AS RaceEthnicity,
  sex.text AS Sex,
  if(s.DisabilityRecorded, 'Yes', disabling.text) AS DisablingCondition,
  CASE s.Chronic WHEN 'yes' THEN 'Yes' WHEN 'no' THEN 'No' WHEN 'dontKnow' THEN 'Don''t know/prefers not to answer'
    ELSE 'Missing' END AS ChronicallyHomelessAtStart,
  p.OrganizationName, p.ProjectName, p.ProjectTypeLabel AS ProjectType, p.FundingSources,
  coalesce(head.EnrollmentCoC, s.EnrollmentCoC, if(len(p.CoCCodes) = 1, p.CoCCodes[1], NULL)) AS EnrollmentCoC,
  living.text AS LivingSituation, s.EntryDate, s.DateOfEngagement, s.MoveIn AS MoveInDate,
  if(f.IsLeaver, s.ExitDate, NULL) AS ExitDate, if(f.IsLeaver, destination.text, NULL) AS Destination,
  least(coalesce(s.ExitDate, last_day + 1), last_day + 1) - s.EntryDate AS DaysInProject,
  s.MoveIn - s.EntryDate AS DaysToMoveIn, f.HouseholdType, f.HouseholdSize, s.LastActivityDate,
  worst.Status AS AnnualAssessmentStatus,
  nullif(concat_ws('; ',
    flaw('Name', f.Name), flaw('SSN', SSNFlaw), flaw('DOB', Birth), flaw('RaceEthnicity', RaceFlaw),
    flaw('VeteranStatus', Veteran), flaw('EntryDate', Entry), flaw('RelationshipToHoH', Relationship),
    flaw('EnrollmentCoC', CoC), flaw('DisablingCondition', Disabling), flaw('Destination', f.Left),
    flaw('IncomeFromAnySource at start', StartIncome), flaw('IncomeFromAnySource at annual assessment', AnnualIncome),
    flaw('IncomeFromAnySource at exit', ExitIncome), flaw('LengthOfStay', Length), flaw('DateToStreetESSH', Street),
    flaw('TimesHomelessPastThreeYears', TimesFlaw), flaw('MonthsHomelessPastThreeYears', MonthsFlaw),
    'MoveInDate not usable (' || s.UnusableMoveIn || ')'), '') AS MissingData,
  coalesce(u.UserName, s.UserID) AS EnteredBy, s.DateCreated, s.DateUpdated
FROM selected s
JOIN project p USING (ProjectID)
JOIN flawed f USING (EnrollmentID)
LEFT JOIN stay head ON head.EnrollmentID = f.Head
LEFT JOIN worst USING (EnrollmentID)
LEFT JOIN users u ON u.UserID = s.UserID
LEFT JOIN words.labels relationship ON relationship.list = 'RelationshipToHoH' AND relationship.code = s.RelationshipToHoH
LEFT JOIN words.labels veteran ON veteran.list = 'NoYesReasons' AND veteran.code = s.VeteranStatus
LEFT JOIN words.labels race_none ON race_none.list = 'Reasons' AND race_none.code = s.RaceNone
LEFT JOIN words.labels sex ON sex.list = 'Sex' AND sex.code = s.Sex
LEFT JOIN words.labels disabling ON disabling.list = 'NoYesReasons' AND disabling.code = s.DisablingCondition
LEFT JOIN words.labels living ON living.list = 'LivingSituation' AND living.code = s.LivingSituation
LEFT JOIN words.labels destination ON destination.list = 'LivingSituation' AND destination.code = s.Destination
CROSS JOIN range
