-- The stays of the projects asked for, with what HUD's rules say of each one's household, between the days first_day and
-- last_day. Written from the design and HUD's words, not from the code it is held against:
-- [G] HMIS Standard Reporting Terminology Glossary FY 2026, [STD] HMIS Data Standards FY 2026, [APR] APR specifications.
-- Ends with the common table expressions stay, household and member; a question goes on from there.
WITH range AS MATERIALIZED (
  SELECT getvariable('first_day')::DATE AS first_day, getvariable('last_day')::DATE AS last_day
),

project AS MATERIALIZED (
  SELECT
    p.ProjectID, p.ProjectName, o.OrganizationName, p.ProjectType,
    label('ProjectType', p.ProjectType)
      || if(p.ProjectType = 13 AND p.RRHSubType = 1, ' (services only)', '') AS ProjectTypeLabel,
    (SELECT string_agg(label('Funder', code), '; ' ORDER BY code)
     FROM (SELECT DISTINCT Funder AS code FROM Funder f, range
           WHERE f.ProjectID = p.ProjectID AND f.DateDeleted IS NULL
             AND coalesce(f.StartDate <= last_day, true) AND coalesce(f.EndDate >= first_day, true))) AS FundingSources,
    (SELECT list(DISTINCT CoCCode) FROM ProjectCoC c
     WHERE c.ProjectID = p.ProjectID AND c.DateDeleted IS NULL AND CoCCode IS NOT NULL) AS CoCCodes,
    -- [STD 3.20] who keeps Housing Move-In Dates, whatever the grant's dates
    p.ProjectType IN (3, 9, 10, 13) OR EXISTS (
      FROM Funder f WHERE f.ProjectID = p.ProjectID AND f.DateDeleted IS NULL
        AND ((p.ProjectType = 7 AND Funder = 35) OR (p.ProjectType = 6 AND Funder = 45))) AS KeepsMoveIn
  FROM Project p JOIN Organization o USING (OrganizationID) JOIN asked USING (ProjectID)
  WHERE p.DateDeleted IS NULL
),

enrolled AS MATERIALIZED (
  SELECT e.* EXCLUDE (HouseholdID), coalesce(nullif(trim(e.HouseholdID), ''), e.EnrollmentID) AS HouseholdID
  FROM Enrollment e JOIN project USING (ProjectID)
  WHERE e.DateDeleted IS NULL
),

left_on AS MATERIALIZED (
  SELECT x.EnrollmentID, x.ExitDate, x.Destination, x.DateCreated::DATE AS ExitDateCreated, x.UserID AS ExitUserID
  FROM Exit x SEMI JOIN enrolled USING (EnrollmentID)
  WHERE x.DateDeleted IS NULL
),

-- [G, Disabling Condition] the stage 1 records that say yes
disabled AS MATERIALIZED (
  SELECT DISTINCT d.EnrollmentID
  FROM Disabilities d SEMI JOIN enrolled USING (EnrollmentID)
  WHERE d.DateDeleted IS NULL AND d.DataCollectionStage = 1 AND CASE
    WHEN DisabilityType IN (6, 8) THEN DisabilityResponse = 1
    WHEN DisabilityType IN (5, 7, 9) THEN DisabilityResponse = 1 AND IndefiniteAndImpairs = 1
    WHEN DisabilityType = 10 THEN DisabilityResponse IN (1, 2, 3) AND IndefiniteAndImpairs = 1
    ELSE false END
),

-- [G, Data Quality Q4] how good each income record is
income AS MATERIALIZED (
  SELECT
    i.EnrollmentID, i.InformationDate, i.DataCollectionStage AS Stage, i.DateCreated::DATE AS DateCreated, i.UserID,
    CASE IncomeFromAnySource
      WHEN 0 THEN if(sources > 0, 'issue', 'ok')
      WHEN 1 THEN if(sources > 0, 'ok', 'issue')
      WHEN 8 THEN 'dontKnow'
      WHEN 9 THEN 'dontKnow'
      ELSE 'missing' END AS Quality
  FROM (
    SELECT *, len(list_filter([Earned, Unemployment, SSI, SSDI, VADisabilityService, VADisabilityNonService,
      PrivateDisability, WorkersComp, TANF, GA, SocSecRetirement, Pension, ChildSupport, Alimony, OtherIncomeSource],
      lambda code: code = 1)) AS sources
    FROM IncomeBenefits WHERE DateDeleted IS NULL
  ) i SEMI JOIN enrolled USING (EnrollmentID)
),

income_of AS MATERIALIZED (
  SELECT
    e.EnrollmentID,
    min(Quality) FILTER (Stage = 1 AND InformationDate = e.EntryDate) AS AtStart,
    min(Quality) FILTER (Stage = 3 AND InformationDate = x.ExitDate) AS AtExit
  FROM enrolled e LEFT JOIN left_on x USING (EnrollmentID) JOIN income i USING (EnrollmentID)
  GROUP BY e.EnrollmentID
),

stay AS MATERIALIZED (
  SELECT
    e.EnrollmentID, e.PersonalID, e.ProjectID, e.HouseholdID, e.RelationshipToHoH, e.EntryDate, e.MoveInDate,
    e.EnrollmentCoC, e.LivingSituation, e.LengthOfStay, e.LOSUnderThreshold, e.PreviousStreetESSH, e.DateToStreetESSH,
    e.TimesHomelessPastThreeYears AS Times, e.MonthsHomelessPastThreeYears AS Months, e.DisablingCondition,
    e.DateOfEngagement, e.DateCreated::DATE AS DateCreated, e.DateUpdated::DATE AS DateUpdated, e.UserID,
    x.ExitDate, x.Destination, x.ExitDateCreated, x.ExitUserID,
    coalesce(e.RelationshipToHoH = 1, false) AS IsHead,
    d.EnrollmentID IS NOT NULL AS DisabilityRecorded,
    c.DOB, c.DOBDataQuality, c.FirstName, c.LastName, c.NameDataQuality, c.SSN, c.SSNDataQuality, c.VeteranStatus,
    c.RaceNone, c.Sex, c.DateCreated::DATE AS ClientDateCreated,
    list_filter([if(c.AmIndAKNative = 1, 'AmIndAKNative', NULL), if(c.Asian = 1, 'Asian', NULL),
      if(c.BlackAfAmerican = 1, 'BlackAfAmerican', NULL), if(c.HispanicLatinao = 1, 'HispanicLatinao', NULL),
      if(c.MidEastNAfrican = 1, 'MidEastNAfrican', NULL), if(c.NativeHIPacific = 1, 'NativeHIPacific', NULL),
      if(c.White = 1, 'White', NULL)], lambda race: race IS NOT NULL) AS Races,
    -- [G, Age] on the later of the entry and the first day; a child born into the household is 0
    greatest(e.EntryDate, first_day) AS AgeDay,
    CASE
      WHEN c.DOB > AgeDay AND c.DOB <= last_day AND e.RelationshipToHoH IN (2, 4, 5) THEN 0
      WHEN c.DOB < DATE '1915-01-01' OR c.DOB > AgeDay THEN NULL
      ELSE whole_years(c.DOB, AgeDay) END AS Age,
    -- [G, Active Clients, Method 1]
    e.EntryDate <= last_day AND coalesce(x.ExitDate >= first_day, true) AS ByEntryExit,
    -- [G, Handling Housing Move-In Dates]
    if(p.KeepsMoveIn AND e.MoveInDate BETWEEN e.EntryDate AND coalesce(x.ExitDate, DATE '9999-12-31')
      AND e.MoveInDate <= last_day, e.MoveInDate, NULL) AS OwnMoveIn,
    p.KeepsMoveIn, p.ProjectType,
    io.AtStart, io.AtExit
  FROM enrolled e
  JOIN project p USING (ProjectID)
  JOIN Client c ON c.PersonalID = e.PersonalID AND c.DateDeleted IS NULL
  LEFT JOIN left_on x USING (EnrollmentID)
  LEFT JOIN disabled d USING (EnrollmentID)
  LEFT JOIN income_of io USING (EnrollmentID)
  CROSS JOIN range
),

-- [G, CH at Project Start Flowchart] by a person's own data
charted AS MATERIALIZED (
  SELECT *,
    CASE
      WHEN DateToStreetESSH <= EntryDate - 365 THEN 'yes'
      WHEN Times IN (8, 9) THEN 'dontKnow'
      WHEN Times IS NULL OR Times NOT BETWEEN 1 AND 4 THEN 'missing'
      WHEN Times < 4 THEN 'no'
      WHEN Months IN (8, 9) THEN 'dontKnow'
      WHEN Months IS NULL OR Months NOT BETWEEN 101 AND 113 THEN 'missing'
      WHEN Months >= 112 THEN 'yes'
      ELSE 'no' END AS LongHomeless,
    CASE
      WHEN NOT DisabilityRecorded AND DisablingCondition = 0 THEN 'no'
      WHEN NOT DisabilityRecorded AND DisablingCondition IN (8, 9) THEN 'dontKnow'
      WHEN NOT DisabilityRecorded AND DisablingCondition IS DISTINCT FROM 1 THEN 'missing'
      WHEN ProjectType IN (0, 1, 4, 8) OR LivingSituation BETWEEN 100 AND 199 THEN LongHomeless
      WHEN LivingSituation IS NULL OR LivingSituation > 499 THEN 'missing'
      WHEN LOSUnderThreshold = 0 THEN 'no'
      WHEN LOSUnderThreshold IS DISTINCT FROM 1 THEN 'missing'
      WHEN PreviousStreetESSH = 0 THEN 'no'
      WHEN PreviousStreetESSH IS DISTINCT FROM 1 THEN 'missing'
      ELSE LongHomeless END AS Chart,
    coalesce(IsHead OR Age >= 18, false) AS IsAdultOrHead
  FROM stay
),

activity AS MATERIALIZED (
  SELECT EnrollmentID, DateProvided AS day, RecordType = 200 AS IsBedNight FROM Services WHERE DateDeleted IS NULL
  UNION ALL
  SELECT EnrollmentID, InformationDate, false FROM CurrentLivingSituation WHERE DateDeleted IS NULL
  UNION ALL
  SELECT EnrollmentID, EventDate, false FROM Event WHERE DateDeleted IS NULL
  UNION ALL
  SELECT EnrollmentID, AssessmentDate, false FROM Assessment WHERE DateDeleted IS NULL
),

active_by AS MATERIALIZED (
  SELECT
    s.EnrollmentID,
    max(a.day) FILTER (a.day <= last_day) AS LastActivityDate,
    coalesce(bool_or(IsBedNight AND a.day BETWEEN first_day AND last_day AND a.day >= s.EntryDate
      AND coalesce(a.day < s.ExitDate, true)), false) AS BedNightInRange,
    coalesce(bool_or(NOT IsBedNight AND a.day BETWEEN first_day AND last_day AND a.day >= s.EntryDate
      AND coalesce(a.day <= s.ExitDate, true)), false) AS OtherInRange
  FROM stay s JOIN activity a USING (EnrollmentID) CROSS JOIN range
  GROUP BY s.EnrollmentID
),

-- What one HouseholdID in one project comes to, those who left included
household AS MATERIALIZED (
  SELECT
    ProjectID, HouseholdID,
    min(EntryDate) AS HouseholdStart,
    count(DISTINCT PersonalID) FILTER (IsHead) AS Heads,
    min(OwnMoveIn) FILTER (IsHead) AS HeadMoveIn,
    arg_min(EnrollmentID, in_order) FILTER (IsHead) AS FirstHead
  FROM (SELECT *, id_order(EntryDate, IsHead, EnrollmentID) AS in_order FROM stay)
  GROUP BY ProjectID, HouseholdID
),

-- [G, CH because of other household members] who qualifies for all, and whom a child follows
chronic_household AS MATERIALIZED (
  SELECT
    ProjectID, HouseholdID,
    coalesce(bool_or(Chart = 'yes' AND EntryDate = HouseholdStart) FILTER (There), false) AS Qualified,
    coalesce(
      arg_min(Chart, in_order) FILTER (There AND IsHead), arg_min(Chart, in_order) FILTER (IsHead),
      arg_min(Chart, in_order) FILTER (There), arg_min(Chart, in_order)) AS Followed
  FROM (
    SELECT c.*, HouseholdStart, coalesce(ExitDate >= first_day, true) AS There,
      id_order(EntryDate, IsHead, EnrollmentID) AS in_order
    FROM charted c JOIN household USING (ProjectID, HouseholdID) CROSS JOIN range
    WHERE IsAdultOrHead AND EntryDate <= last_day
  )
  GROUP BY ProjectID, HouseholdID
),

member AS MATERIALIZED (
  SELECT
    c.*, h.HouseholdStart, h.Heads, h.FirstHead,
    a.LastActivityDate, coalesce(BedNightInRange, false) AS BedNightInRange, coalesce(OtherInRange, false) AS OtherInRange,
    CASE
      WHEN NOT KeepsMoveIn THEN NULL
      WHEN h.Heads = 0 THEN OwnMoveIn
      WHEN EntryDate > HeadMoveIn THEN if(EntryDate <= last_day, EntryDate, NULL)
      WHEN ExitDate < HeadMoveIn THEN NULL
      ELSE HeadMoveIn END AS MoveIn,
    if(KeepsMoveIn AND (IsHead OR h.Heads = 0) AND OwnMoveIn IS NULL, MoveInDate, NULL) AS UnusableMoveIn,
    CASE
      WHEN coalesce(q.Qualified, false) AND EntryDate = HouseholdStart THEN 'yes'
      WHEN IsAdultOrHead THEN Chart
      WHEN q.Followed = 'yes' THEN 'no'
      ELSE coalesce(q.Followed, 'missing') END AS Chronic
  FROM charted c
  JOIN household h USING (ProjectID, HouseholdID)
  LEFT JOIN chronic_household q USING (ProjectID, HouseholdID)
  LEFT JOIN active_by a USING (EnrollmentID)
  CROSS JOIN range
)
