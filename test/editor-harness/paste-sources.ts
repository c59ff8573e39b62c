/**
 * What programs put on the clipboard, in their own words, with parts that the eye did not see there. Every hidden word
 * has HIDDEN in it. `spoor` is fetched by who would draw the HTML instead of only reading it.
 */
export const EXCEL = `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=ProgId content=Excel.Sheet><meta name=Generator content="Microsoft Excel 15">
<style><!--table {mso-displayed-decimal-separator:"\\,";} @page {margin:.75in .7in;} tr {mso-height-source:auto;} col {mso-width-source:auto;}
td {padding-top:1px; color:black; font-size:11.0pt; mso-number-format:General; vertical-align:bottom;}
.xl65 {color:white; background:#4472C4; mso-pattern:black none;} .xl66 {mso-number-format:"\\;\\;\\;";} .xl67 {color:white;} .xl68 {display:none;}--></style></head>
<body link="#0563C1" vlink="#954F72"><table border=0 cellpadding=0 cellspacing=0 width=300 style='border-collapse:collapse;width:225pt'>
<!--StartFragment--> <col width=120 style='width:90pt'><col width=0 style='display:none;mso-width-source:userset;mso-width-alt:0'><col class=xl68 width=0><col width=80 style='width:60pt'>
<tr height=20 style='height:15.0pt'><td height=20 class=xl65 width=120 style='height:15.0pt;width:90pt'>Aanbieder</td><td class=xl65 width=0>HIDDEN-tarief</td><td>HIDDEN-marge</td><td class=xl65 width=80>Plaatsen</td></tr>
<tr height=20 style='height:15.0pt'><td colspan=3 height=20>Duinzorg</td><td align=right>12</td></tr>
<tr height=0 style='display:none;mso-height-source:userset;mso-height-alt:0'><td>HIDDEN-rij</td><td>HIDDEN-a</td><td>HIDDEN-b</td><td align=right>HIDDEN-c</td></tr>
<tr height=20 style='height:15.0pt'><td height=20>Berkhulp<span style='mso-spacerun:yes'>  </span></td><td>HIDDEN-d</td><td>HIDDEN-e</td><td class=xl66>HIDDEN-f</td></tr>
<tr height=20 style='height:15.0pt'><td height=20 class=xl67>HIDDEN-wit</td><td></td><td></td><td align=right>1.250</td></tr>
<!--EndFragment--></table></body></html>`;

export const WORD = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word" xmlns:m="http://schemas.microsoft.com/office/2004/12/omml" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta name=ProgId content=Word.Document><link rel=File-List href="/spoor/filelist.xml"><link rel=stylesheet href="/spoor/word.css">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>HIDDEN-xml</w:View></w:WordDocument></xml><![endif]-->
<style>@import url("/spoor/import.css");
<!-- /* Style Definitions */ @font-face {font-family:Schrift; src:url(/spoor/letter.woff2);} p.MsoNormal, li.MsoNormal {margin:0cm; font-size:11.0pt; background:url(/spoor/grond.png);}
span.Intern {mso-style-name:Intern; mso-style-unhide:no; mso-hide:all;} span.GramE {mso-style-name:"";} @list l0:level1 {mso-level-number-format:bullet;} --></style></head>
<body lang=NL style='tab-interval:35.4pt'><!--StartFragment-->
<p class=MsoNormal>De ondergrens is <a style='mso-comment-reference:AB_1;mso-comment-date:20260101T1200'>tien procent</a><span class=MsoCommentReference><span style='font-size:8.0pt'><a class=msocomanchor id="_anchor_1" href="#_msocom_1" language=JavaScript onclick="window.HIDDEN=1" name="_msoanchor_1">[HIDDEN-AB1]</a><span style='mso-special-character:comment'>&nbsp;</span></span></span>
van het <span class=msoDel><del cite="mailto:A" datetime="2026-01-01T12:00">HIDDEN-oude</del></span><span class=msoIns><ins cite="mailto:A" datetime="2026-01-01T12:00">nieuwe</ins></span> budget.<span style='display:none;mso-hide:all'> HIDDEN-intern</span><span class=Intern> HIDDEN-stijl</span> <span style='background:black;mso-highlight:black'>HIDDEN-gelakt</span><o:p></o:p></p>
<p class=MsoNormal><!--[if supportFields]><span style='mso-element:field-begin'></span> HIDDEN-veld <span style='mso-element:field-separator'></span><![endif]-->Zie bijlage<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]>[1]<![endif]></span></span></a>.<img src="/spoor/beeld.png" onerror="window.HIDDEN=1"><o:p></o:p></p>
<div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all><hr align=left size=1 width="33%"><![endif]><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText>De noot blijft.<o:p></o:p></p></div></div>
<div style='mso-element:comment-list'><![if !supportAnnotations]><hr class=msocomoff align=left size=1 width="33%"><![endif]>
<div style='mso-element:comment'><div id="_com_1" class=msocomtxt language=JavaScript><span style='mso-comment-author:"A. Bakker"'></span><p class=MsoCommentText><span class=MsoCommentReference><a href="#_msoanchor_1" class=msocomoff>[HIDDEN-AB1]</a></span>HIDDEN-opmerking<o:p></o:p></p></div></div></div>
<!--EndFragment--></body></html>`;

export const MAIL = `<html><head><title>HIDDEN-titel</title><style>.preheader{display:none!important} @media only screen and (max-width:480px){.breed{display:none!important}}</style></head><body>
<div class="preheader">HIDDEN-voorproef</div><div style="display:none;font-size:1px;color:#fff;line-height:1px;max-height:0;opacity:0;overflow:hidden;mso-hide:all">HIDDEN-outlook</div>
<p class="breed">Beste allen,</p><span style="position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)">HIDDEN-lezer</span>
<img width=1 height=1 src="/spoor/pixel.gif" alt="HIDDEN-alt"><div style="background-image:url(/spoor/grond.gif)">Tot dinsdag.</div><svg><image href="/spoor/teken.png"/></svg>
<video src="/spoor/film.mp4" poster="/spoor/film.png">HIDDEN-film</video><iframe src="/spoor/kader.html">HIDDEN-kader</iframe><object data="/spoor/ding.swf">HIDDEN-ding</object></body></html>`;

export const SHEETS = `<meta name="generator" content="Sheets"><style type="text/css"><!--td {border: 1px solid #cccccc;}br {mso-data-placement:same-cell;}--></style>
<google-sheets-html-origin><table xmlns="http://www.w3.org/1999/xhtml" cellspacing="0" dir="ltr" style="table-layout:fixed;font-size:10pt;width:0px;border-collapse:collapse;border:none" data-sheets-root="1"><colgroup><col width="100"/><col width="0"/></colgroup><tbody>
<tr style="height:21px;"><td style="overflow:hidden;padding:2px 3px 2px 3px;vertical-align:bottom;" data-sheets-value="{&quot;1&quot;:2,&quot;2&quot;:&quot;HIDDEN-waarde&quot;}">Wijk</td><td style="overflow:hidden">HIDDEN-kolom</td></tr>
<tr style="height:0px;"><td>HIDDEN-rij</td><td></td></tr></tbody></table>`;

/** What a text processor of the LibreOffice family writes. */
export const WRITER = `<!DOCTYPE html><html><head><meta name="generator" content="LibreOffice 24.2 (Linux)"/><style type="text/css">p { line-height: 115% } p.weg-western { display: none }</style></head><body lang="nl-NL">
<p>Kop<span style="display: none">HIDDEN-teken</span><!-- HIDDEN-notitie --></p><div id="Sectie1" dir="ltr" style="display: none"><p>HIDDEN-sectie</p></div><p class="weg-western">HIDDEN-alinea</p>
<p><font color="#ffffff"><span style="background: #ffffff">HIDDEN-wit</span></font><sdfield type=DATETIME sdval="45000">1 maart</sdfield></p></body></html>`;
