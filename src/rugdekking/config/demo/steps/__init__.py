"""Everything that can happen in a story of the demo, each by the operation that the pages ask."""

from rugdekking.config.demo.steps import answer, care, case, letter, perpetrator, plan, police, report

Step = (
    report.Looks
    | report.Speaks
    | report.Says
    | report.Sends
    | report.Corrects
    | report.Confirms
    | report.TakesOwnCode
    | report.ConfirmedByWord
    | report.AsksConsent
    | report.HearsConsent
    | report.AnswersConsent
    | report.KeepsOut
    | report.Withdraws
    | report.Rates
    | case.Opens
    | case.Joins
    | case.LooksAtCase
    | case.Writes
    | case.Notes
    | case.RecordsFacts
    | case.AddsPerson
    | case.Promises
    | case.StartsHandling
    | case.StartsAftercare
    | case.SafeNow
    | case.HandsOver
    | case.AsksAlong
    | case.StepsAside
    | perpetrator.WritesDown
    | perpetrator.Informs
    | perpetrator.Recognises
    | plan.Plans
    | plan.Explains
    | plan.Works
    | plan.AddsTask
    | plan.Leaves
    | answer.Responds
    | answer.SaysWhyNot
    | answer.Puts
    | answer.Hears
    | answer.SkipsHearing
    | answer.Decides
    | answer.Serves
    | answer.LooksAgain
    | answer.DecidesChange
    | answer.TellsChange
    | letter.SendsLetter
    | police.OpensFile
    | police.KeepsOnline
    | police.Costs
    | police.Files
    | police.HearsNews
    | police.Watches
    | police.GoesAlong
    | care.Offers
    | care.HearsOffer
    | care.NamesCarer
    | care.HoldsTalk
    | care.MissesTalk
    | care.EndsSupport
    | care.AsksReferral
    | care.Refers
    | care.ClosesReferral
    | care.GivesFeedback
    | care.Finishes
)

__all__ = ["Step"]
