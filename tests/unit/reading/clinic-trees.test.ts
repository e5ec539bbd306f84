import { expect, it } from 'vitest'
import { readPaths } from '../../../src/domain/reading/read-paths.ts'

/** Made-up clinics of many countries and habits: the chosen folder, and of each file whose, when, what and which view it is. */
const CLINICS: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
  [
    'Kunder',
    [
      [
        'Andersson, Karin/2024-03-12 före/framifrån.jpg',
        'Andersson, Karin | 2024-03-12 | before pre-treatment | front',
      ],
      ['Andersson, Karin/2024-03-12 efter/framifrån.jpg', 'Andersson, Karin | 2024-03-12 | after | front'],
      [
        'Andersson, Karin/2024-09-12 6 månader/hjässa.jpg',
        'Andersson, Karin | 2024-09-12 | review healed | crown',
      ],
    ],
  ],
  [
    'Kunder',
    [
      ['Nielsen Lars/før/venstre side.jpg', 'Nielsen Lars | before pre-treatment | left-profile'],
      ['Nielsen Lars/efter 1. behandling/højre side.jpg', 'Nielsen Lars | session | right-profile'],
      ['Nielsen Lars/12 uger/forfra.jpg', 'Nielsen Lars | review healed | front'],
    ],
  ],
  [
    'Asiakkaat',
    [
      ['Virtanen Mikko/ennen/edestä.jpg', 'Virtanen Mikko | before pre-treatment | front'],
      ['Virtanen Mikko/jälkeen/ylhäältä.jpg', 'Virtanen Mikko | after | top'],
    ],
  ],
  [
    'Klienti',
    [
      ['Novák Jan/12.3.2024 před/zepředu.jpg', 'Novák Jan | 2024-03-12 | before pre-treatment | front'],
      ['Novák Jan/12.3.2024 po/zepředu.jpg', 'Novák Jan | 2024-03-12 | after | front'],
      ['Novák Jan/kontrola 6 měsíců/zezadu.jpg', 'Novák Jan | review healed | back'],
    ],
  ],
  [
    'Ügyfelek',
    [
      [
        'Kovács Péter/2024.03.12 előtt/elölről.jpg',
        'Kovács Péter | 2024-03-12 | before pre-treatment | front',
      ],
      ['Kovács Péter/2024.03.12. után/elölről.jpg', 'Kovács Péter | 2024-03-12 | after | front'],
      ['Kovács Péter/2024. március 12./x.jpg', 'Kovács Péter | 2024-03-12'],
    ],
  ],
  [
    'Clienti',
    [
      ['Popescu Ion/înainte/fata.jpg', 'Popescu Ion | before pre-treatment | front'],
      ['Popescu Ion/după/spate.jpg', 'Popescu Ion | after | back'],
      ['Popescu Ion/6 luni/crestet.jpg', 'Popescu Ion | review healed | crown'],
    ],
  ],
  [
    'Клиенты',
    [
      ['Иванов Иван/2024.03.12 до/спереди.jpg', 'Иванов Иван | 2024-03-12 | before pre-treatment | front'],
      ['Иванов Иван/2024.03.12 после/сверху.jpg', 'Иванов Иван | 2024-03-12 | after | top'],
      ['Иванов Иван/через 6 месяцев/слева.jpg', 'Иванов Иван | review healed | left-profile'],
      ['Петрова Анна/12 марта 2024/справа.jpg', 'Петрова Анна | 2024-03-12 | right-profile'],
    ],
  ],
  [
    'Πελάτες',
    [
      ['Παπαδόπουλος Γιώργος/πριν/μπροστά.jpg', 'Παπαδόπουλος Γιώργος | before pre-treatment | front'],
      ['Παπαδόπουλος Γιώργος/μετά/πίσω.jpg', 'Παπαδόπουλος Γιώργος | after | back'],
    ],
  ],
  [
    '患者',
    [
      ['山田太郎/2024年3月12日/正面.jpg', '山田太郎 | 2024-03-12 | front'],
      ['山田太郎/2024年3月12日 施術前/頭頂部.jpg', '山田太郎 | 2024-03-12 | before pre-treatment | top'],
      ['鈴木一郎/2024-04-01 施術後/左.jpg', '鈴木一郎 | 2024-04-01 | after | left-profile'],
    ],
  ],
  [
    '客户',
    [
      ['王伟/20240312 术前/正面.jpg', '王伟 | 2024-03-12 | before pre-treatment | front'],
      ['王伟/20240312 术后/左侧.jpg', '王伟 | 2024-03-12 | after | left-profile'],
      ['李娜/2024年4月2日/头顶.jpg', '李娜 | 2024-04-02 | top'],
    ],
  ],
  [
    '고객',
    [
      ['김철수/2024.03.12 시술전/정면.jpg', '김철수 | 2024-03-12 | before pre-treatment | front'],
      ['김철수/2024.03.12 시술후/좌측.jpg', '김철수 | 2024-03-12 | after | left-profile'],
    ],
  ],
  [
    'العملاء',
    [
      ['أحمد علي/قبل/أمام.jpg', 'أحمد علي | before pre-treatment | front'],
      ['أحمد علي/بعد/خلف.jpg', 'أحمد علي | after | back'],
    ],
  ],
  [
    'לקוחות',
    [
      ['דוד כהן/לפני/חזית.jpg', 'דוד כהן | before pre-treatment | front'],
      ['דוד כהן/אחרי/אחורי.jpg', 'דוד כהן | after | back'],
    ],
  ],
  [
    'Photos',
    [
      ['2024/Week 12/Smith/front.jpg', 'Smith | 2024 | front'],
      ['2024/Week 13/Jones/front.jpg', 'Jones | 2024 | front'],
    ],
  ],
  [
    'Photos',
    [
      ['A/Adams Tom/2024-03-12/front.jpg', 'Adams Tom | 2024-03-12 | front'],
      ['B/Brown Tim/2024-03-12/front.jpg', 'Brown Tim | 2024-03-12 | front'],
      ['Mc/McDonald Al/2024-03-12/front.jpg', 'McDonald Al | 2024-03-12 | front'],
    ],
  ],
  [
    'Photos',
    [
      ['Male/Smith/before.jpg', 'Smith | before pre-treatment'],
      ['Male/Jones/before.jpg', 'Jones | before pre-treatment'],
      ['Female/Brown/before.jpg', 'Brown | before pre-treatment'],
    ],
  ],
  [
    'Photos',
    [
      ['Completed/Smith/before/1.jpg', 'Smith | before pre-treatment'],
      ['Completed/Jones/before/1.jpg', 'Jones | before pre-treatment'],
      ['In progress/Brown/before/1.jpg', 'Brown? | before pre-treatment'],
    ],
  ],
  [
    'Photos',
    [
      ['New clients/Smith/before/1.jpg', 'Smith | before pre-treatment'],
      ['Old clients/Jones/before/1.jpg', 'Jones | before pre-treatment'],
      ['VIP/Brown/before/1.jpg', 'Brown | before pre-treatment'],
    ],
  ],
  [
    'Photos',
    [
      ['iCloud Photos/Smith/IMG_1.jpg', 'Smith'],
      ['iCloud Photos/Jones/IMG_1.jpg', 'Jones'],
    ],
  ],
  [
    'Photos',
    [
      ['2024-03 March/12th/Smith/front.jpg', 'Smith | 2024-03-12 | front'],
      ['2024-03 March/13th/Jones/front.jpg', 'Jones | 2024-03-13 | front'],
    ],
  ],
  [
    'Photos',
    [
      ['Mon 12 Mar 2024/Smith/front.jpg', 'Smith | 2024-03-12 | front'],
      ['Tue 13 Mar 2024/Jones/front.jpg', 'Jones | 2024-03-13 | front'],
    ],
  ],
  [
    'Photos',
    [
      ['12.03/Smith/front.jpg', 'Smith | 12.03 | front'],
      ['13.03/Jones/front.jpg', 'Jones | 13.03 | front'],
    ],
  ],
  [
    'Photos',
    [
      ['2024/12.03/Smith/front.jpg', 'Smith | 2024-03-12 | front'],
      ['2024/13.03/Jones/front.jpg', 'Jones | 2024-03-13 | front'],
    ],
  ],
  [
    'Photos',
    [
      ['24-03-12/Smith/front.jpg', 'Smith | 2024-03-12 | front'],
      ['24-03-25/Jones/front.jpg', 'Jones | 2024-03-25 | front'],
    ],
  ],
  [
    'Photos',
    [
      ['240312 Smith/front.jpg', 'Smith | 2024-03-12 | front'],
      ['240325 Jones/front.jpg', 'Jones | 2024-03-25 | front'],
    ],
  ],
  [
    'Photos',
    [
      ['240312_Smith_front.jpg', 'Smith | 2024-03-12 | front'],
      ['240325_Jones_front.jpg', 'Jones | 2024-03-25 | front'],
    ],
  ],
  [
    'Photos',
    [
      ['Smith J 120324/front.jpg', 'Smith J | 2024-03-12 | front'],
      ['Smith J 250324/front.jpg', 'Smith J | 2024-03-25 | front'],
    ],
  ],
  [
    'Photos',
    [
      ['Smith/03-2024/front.jpg', 'Smith | 03-2024 | front'],
      ['Smith/9-2024/front.jpg', 'Smith | 9-2024 | front'],
    ],
  ],
  [
    'Photos',
    [
      ['Smith/before tx/front.jpg', 'Smith | before pre-treatment | front'],
      ['Smith/after tx 1/front.jpg', 'Smith | session | front'],
      ['Smith/post tx 2/front.jpg', 'Smith | session | front'],
      ['Smith/pre tx 2/front.jpg', 'Smith | before pre-treatment | front'],
    ],
  ],
  [
    'Photos',
    [
      ['Smith/Day of/front.jpg', 'Smith | session | front'],
      ['Smith/Next day/front.jpg', 'Smith | review fresh | front'],
      ['Smith/One week later/front.jpg', 'Smith | review fresh | front'],
    ],
  ],
  [
    'Photos',
    [
      ['Smith/Left Side/1.jpg', 'Smith | left-profile'],
      ['Smith/Right Side/1.jpg', 'Smith | right-profile'],
      ['Smith/Top Down/1.jpg', 'Smith | top'],
      ['Smith/3Q left/1.jpg', 'Smith | left-oblique'],
    ],
  ],
  [
    'Photos',
    [
      ['Smith/L 45/1.jpg', 'Smith | left-oblique'],
      ['Smith/R 90/1.jpg', 'Smith | right-profile'],
      ['Smith/0 deg/1.jpg', 'Smith'],
      ['Smith/left temple close/1.jpg', 'Smith | left-profile'],
    ],
  ],
  [
    'Clients',
    [
      ['Dupont Marie/1ère séance/face.jpg', 'Dupont Marie | session | front'],
      ['Dupont Marie/2ème séance/dessus.jpg', 'Dupont Marie | session | top'],
      ['Dupont Marie/3 semaines après/tempe gauche.jpg', 'Dupont Marie | review healing | left-profile'],
      ['Dupont Marie/avant/trois quarts gauche.jpg', 'Dupont Marie | before pre-treatment | left-oblique'],
    ],
  ],
  [
    'Kunden',
    [
      ['Müller Jörg/Erste Sitzung/Stirn.jpg', 'Müller Jörg | session | front'],
      ['Müller Jörg/Zweite Sitzung/Scheitel.jpg', 'Müller Jörg | session | top'],
      ['Müller Jörg/nach 4 Wochen/Halbprofil links.jpg', 'Müller Jörg | review healed | left-oblique'],
    ],
  ],
  [
    'Clienti',
    [
      ['Rossi Ugo/prima/frontale.jpg', 'Rossi Ugo | before pre-treatment | front'],
      ['Rossi Ugo/dopo/vertice.jpg', 'Rossi Ugo | after | crown'],
      ['Rossi Ugo/dopo 1 mese/tempia sinistra.jpg', 'Rossi Ugo | review healed | left-profile'],
    ],
  ],
  [
    'Klanten',
    [
      ['de Vries Jan/voor behandeling/voorzijde.jpg', 'de Vries Jan | before pre-treatment | front'],
      ['de Vries Jan/na behandeling/zijkant links.jpg', 'de Vries Jan | after | left-profile'],
      ['de Vries Jan/na 6 weken/bovenaanzicht.jpg', 'de Vries Jan | review healed | top'],
    ],
  ],
  [
    'Müşteriler',
    [
      ['Yılmaz Ahmet/1. seans öncesi/ön.jpg', 'Yılmaz Ahmet | before pre-treatment | front'],
      ['Yılmaz Ahmet/1. seans sonrası/sol.jpg', 'Yılmaz Ahmet | session | left-profile'],
      ['Yılmaz Ahmet/3 ay sonra/üstten.jpg', 'Yılmaz Ahmet | review healed | top'],
    ],
  ],
  [
    'Photos',
    [
      ['Smith/240312/front.jpg', 'Smith | 2024-03-12 | front'],
      ['Smith/240420/front.jpg', 'Smith | 2024-04-20 | front'],
      ['Jones/240312/front.jpg', 'Jones | 2024-03-12 | front'],
    ],
  ],
  [
    'Photos',
    [
      ['Smith/120324/front.jpg', 'Smith | 2024-03-12 | front'],
      ['Jones/250324/front.jpg', 'Jones | 2024-03-25 | front'],
      ['Jones/260424/front.jpg', 'Jones | 2024-04-26 | front'],
    ],
  ],
  [
    'Photos',
    [
      ['24-03-12 Smith/x.jpg', 'Smith | 2024-03-12'],
      ['24-04-03 Smith/x.jpg', 'Smith | 2024-04-03'],
      ['25-01-03 Smith/x.jpg', 'Smith | 2025-01-03'],
    ],
  ],
  [
    'Dropbox',
    [
      ['Clinic/London/Clients/Smith, Jo/2024-03-12/IMG_1.jpg', 'Smith, Jo | 2024-03-12'],
      ['Clinic/London/Clients/Jones, Al/2024-03-12/IMG_1.jpg', 'Jones, Al | 2024-03-12'],
      ['Clinic/Leeds/Clients/Brown, Ed/2024-03-12/IMG_1.jpg', 'Brown, Ed | 2024-03-12'],
    ],
  ],
  [
    'Photos',
    [
      ['J.S. 35y/before/front.jpg', 'J.S. | before pre-treatment | front'],
      ['M.K. 42y/before/front.jpg', 'M.K. | before pre-treatment | front'],
    ],
  ],
  [
    'Photos',
    [
      ['2024/John Smith/1/IMG_1.jpg', 'John Smith | 2024 1'],
      ['2024/John Smith/2/IMG_1.jpg', 'John Smith | 2024 2'],
      ['2024/Al Jones/1/IMG_1.jpg', 'Al Jones | 2024 1'],
    ],
  ],
  [
    'Photos',
    [
      ['Sessions/1/Smith/front.jpg', 'Smith | session | front'],
      ['Sessions/2/Smith/front.jpg', 'Smith | session | front'],
    ],
  ],
  [
    'Photos',
    [
      ['Smith/top up 2025-01-03/front.jpg', 'Smith | 2025-01-03 | session | front'],
      ['Smith/booster/front.jpg', 'Smith | session | front'],
      ['Smith/colour boost 2026/front.jpg', 'Smith | colour boost 2026 | session | front'],
    ],
  ],
  [
    'Photos',
    [
      ['Tattoo removal/Smith/1/front.jpg', 'Smith | 1 | front'],
      ['Microblading/Jones/1/front.jpg', 'Jones | 1 | front'],
    ],
  ],
  [
    'Photos',
    [
      ['Referred by Dr Who/Smith/before/front.jpg', 'Referred by Dr Who? | before pre-treatment | front'],
      ['Walk-ins/Jones/before/front.jpg', 'Jones? | before pre-treatment | front'],
    ],
  ],
  [
    'Photos',
    [
      ['2024-03/Smith_01.jpg', 'Smith | 2024-03'],
      ['2024-03/Smith_02.jpg', 'Smith | 2024-03'],
      ['2024-03/Jones_01.jpg', 'Photos? | 2024-03'],
    ],
  ],
  [
    'Photos',
    [
      ['0 - Inbox/Smith/1.jpg', 'Smith'],
      ['1 - Active/Jones/1.jpg', 'Jones'],
      ['2 - Done/Brown/1.jpg', 'Brown'],
    ],
  ],
  ['Photos', [['Smith/12.III.2024/1.jpg', 'Smith | 2024-03-12']]],
  [
    'Photos',
    [
      ['2026/01 Januar/Jane Doe/vorne.jpg', 'Jane Doe | 2026 01 Januar | front'],
      ['2026/02 Februar/Bob Lee/vorne.jpg', 'Bob Lee | 2026 02 Februar | front'],
      ['2025/12 Dezember/3. Dez/Hans Maier/vorne.jpg', 'Hans Maier | 2025-12-03 | front'],
      ['2024/03 March/Jane Doe/front.jpg', 'Jane Doe | 2024 03 March | front'],
    ],
  ],
  [
    'Photos',
    [
      ['2026/3 March/Jane Doe/front.jpg', 'Jane Doe | 2026-03-03 | front'],
      ['2026/4 March/Bob Lee/front.jpg', 'Bob Lee | 2026-03-04 | front'],
    ],
  ],
  [
    'Photos',
    [
      ['2026/0314/Jane Doe/front.jpg', 'Jane Doe | 2026-03-14 | front'],
      ['2026/0402/front.jpg', '0402 | 2026 | front'],
    ],
  ],
  [
    'Photos',
    [
      ['Lee/26.3.14/front.jpg', 'Lee | 2026-03-14 | front'],
      ['Lee/26.3.20/front.jpg', 'Lee | 2026-03-20 | front'],
      ['Ray/26.4.2/front.jpg', 'Ray | 2026-04-02 | front'],
    ],
  ],
  [
    'Fotos',
    [
      ['Maier/02.04.14/vorne.jpg', 'Maier | 2014-04-02 | front'],
      ['Maier/26.3.14/vorne.jpg', 'Maier | 2014-03-26 | front'],
    ],
  ],
  [
    'Photos',
    [
      ['anna.meier@gmx.de/before/front.jpg', 'anna.meier@gmx.de | before pre-treatment | front'],
      ['@tom_insta/before/front.jpg', '@tom_insta | before pre-treatment | front'],
      ['Smith John - DO NOT POST/front.jpg', 'Smith John - DO NOT POST | front'],
      ['Ann Lee post/front.jpg', 'Ann Lee | after | front'],
    ],
  ],
  [
    'Kunden',
    [
      ['Maier/Kontrolle 6 Wo/schräg links.jpg', 'Maier | review healed | left-oblique'],
      ['Maier/3 Mon/halb rechts.jpg', 'Maier | review healed | right-oblique'],
      ['Maier/nach 10 Tg/vorne.jpg', 'Maier | review healing | front'],
      ['Dupont/6 sem/profil gauche.jpg', 'Dupont | review healed | left-profile'],
      ['Lee/b4/left 3 quarter.jpg', 'Lee | before pre-treatment | left-oblique'],
      ['Lee/Befores/top.jpg', 'Lee | before pre-treatment | top'],
      ['Lee/Afters/top.jpg', 'Lee | after | top'],
      ['Lee/2026-03-09 Mon/oblicuo derecho.jpg', 'Lee | 2026-03-09 | right-oblique'],
    ],
  ],
  [
    'Downtown',
    [
      ['Smith front before.jpg', 'Smith? | before pre-treatment | front'],
      ['Smith front after.jpg', 'Smith? | after | front'],
      ['Jones front before.jpg', 'Jones? | before pre-treatment | front'],
      ['Jones front after.jpg', 'Jones? | after | front'],
    ],
  ],
  [
    'Photos',
    [
      ['Downtown/Smith front before.jpg', 'Smith? | before pre-treatment | front'],
      ['Downtown/Smith front after.jpg', 'Smith? | after | front'],
      ['Downtown/Jones front before.jpg', 'Jones? | before pre-treatment | front'],
      ['Downtown/Jones front after.jpg', 'Jones? | after | front'],
      ['Ray/front before.jpg', 'Ray | before pre-treatment | front'],
    ],
  ],
  // Written small they are likelier words than people.
  [
    'Ray',
    [
      ['softbox front.jpg', 'Ray? | front'],
      ['softbox top.jpg', 'Ray? | top'],
      ['window front.jpg', 'Ray? | front'],
      ['window top.jpg', 'Ray? | top'],
    ],
  ],
  [
    'Photos',
    [
      ['Ann Lee/Lamp front.jpg', 'Ann Lee | front'],
      ['Ann Lee/Lamp top.jpg', 'Ann Lee | top'],
      ['Ann Lee/Window front.jpg', 'Ann Lee | front'],
      ['Ann Lee/Window top.jpg', 'Ann Lee | top'],
    ],
  ],
  // A logo in the clinic's folder does not make it everybody's name.
  [
    'Photos',
    [
      ['ScalpArt/logo.jpg', 'Photos?'],
      ['ScalpArt/Smith John/2026-03-14/front.jpg', 'Smith John | 2026-03-14 | front'],
      ['ScalpArt/Doe Ann/2026-03-15/front.jpg', 'Doe Ann | 2026-03-15 | front'],
      ['ScalpArt/Lee Kim/2026-03-16/front.jpg', 'Lee Kim | 2026-03-16 | front'],
    ],
  ],
  [
    'Photos',
    [
      ['Dropbox/SMP Clinic/Marketing/logo.jpg', 'Photos?'],
      ['Dropbox/SMP Clinic/Clients/Smith John/Session One/a.jpg', 'Smith John | session'],
      ['Dropbox/SMP Clinic/Clients/Doe Ann/Session One/a.jpg', 'Doe Ann | session'],
    ],
  ],
  [
    'Photos',
    [
      ['ScalpArt/logo.jpg', 'Photos?'],
      ['ScalpArt/0042 AB/2026-03-14/a.jpg', '0042 AB | 2026-03-14'],
      ['ScalpArt/0043 CD/2026-03-15/a.jpg', '0043 CD | 2026-03-15'],
      ['ScalpArt/0044 EF/2026-03-16/a.jpg', '0044 EF | 2026-03-16'],
    ],
  ],
  // Two practitioners, one with a photo of her own.
  [
    'Photos',
    [
      ['Steve/Smith John/2026-03-14/a.jpg', 'Smith John | 2026-03-14'],
      ['Steve/Lee Kim/2026-03-14/a.jpg', 'Lee Kim | 2026-03-14'],
      ['Maria/todo.jpg', 'Photos?'],
      ['Maria/Doe Ann/2026-03-14/a.jpg', 'Doe Ann | 2026-03-14'],
      ['Maria/Baker Lou/2026-03-14/a.jpg', 'Baker Lou | 2026-03-14'],
    ],
  ],
  // Beside clients, a folder with photos of its own is one as well, or is asked about.
  [
    'Photos',
    [
      ['Smith/IMG_1.jpg', 'Smith'],
      ['Smith/Brows/2026-01-01/a.jpg', 'Smith | 2026-01-01'],
      ['Smith/Lips/2026-01-02/a.jpg', 'Smith | 2026-01-02'],
      ['Smith/Eyeliner/2026-01-03/a.jpg', 'Smith | 2026-01-03'],
      ['Doe/before/a.jpg', 'Doe | before pre-treatment'],
    ],
  ],
  [
    'Photos',
    [
      ['Smith John/IMG_1.jpg', 'Smith John?'],
      ['Smith John/Natural Light/2026-01-01/a.jpg', 'Smith John? | 2026-01-01'],
      ['Smith John/Studio Light/2026-01-02/a.jpg', 'Smith John? | 2026-01-02'],
      ['Smith John/Other Light/2026-01-03/a.jpg', 'Smith John? | 2026-01-03'],
      ['Doe Ann/before/a.jpg', 'Doe Ann | before pre-treatment'],
    ],
  ],
  // In a month's folder a number before the name is a day, unless it counts the names or is a client's own.
  [
    'Photos',
    [
      ['2026/03 March/12 Smith John/a.jpg', 'Smith John | 2026-03-12'],
      ['2026/03 March/14 - Doe Ann/a.jpg', 'Doe Ann | 2026-03-14'],
      ['2026/04 April/2nd Smith John/a.jpg', 'Smith John | 2026-04-02'],
      ['2026/04 April/2nd/a.jpg', 'Photos? | 2026-04-02'],
    ],
  ],
  [
    'Photos',
    [
      ['March 2026/1 Smith John/a.jpg', 'Smith John | March 2026'],
      ['March 2026/2 Doe Ann/a.jpg', 'Doe Ann | March 2026'],
    ],
  ],
  [
    'Photos',
    [
      ['March 2026/12 Smith John/a.jpg', '12 Smith John | March 2026'],
      ['March 2026/112 Doe Ann/a.jpg', '112 Doe Ann | March 2026'],
    ],
  ],
  // The day on which somebody was born is no visit's.
  [
    'Photos',
    [
      ['Smith, John (DOB 01-02-1990)/2026-03-14/a.jpg', 'Smith, John (DOB 01-02-1990) | 2026-03-14'],
      ['Müller Jan geb. 04.05.1993/14.03.2026/a.jpg', 'Müller Jan geb. 04.05.1993 | 2026-03-14'],
      ['Noble Tim born 1991-03-04/a.jpg', 'Noble Tim born 1991-03-04'],
      ['Max Born 2026-03-14/a.jpg', 'Max Born | 2026-03-14'],
    ],
  ],
  [
    'Photos',
    [
      ['2026-03-10 - Smith John - 1st/a.jpg', 'Smith John | 2026-03-10 | session'],
      ['2026-05-10 - Smith John - 2nd/a.jpg', 'Smith John | 2026-05-10 | session'],
      ['Doe Ann/1st/a.jpg', 'Doe Ann | 1st | session'],
      ['Doe Ann/3rd & final/a.jpg', 'Doe Ann | session'],
    ],
  ],
  // Behind a day or a session a lone letter is a view.
  [
    'Photos',
    [
      ['20260314_JSmith_S1_F.jpg', 'JSmith | 2026-03-14 | session | front'],
      ['20260314_JSmith_S1_T.jpg', 'JSmith | 2026-03-14 | session | top'],
      ['ADoe_20260402_B.jpg', 'ADoe | 2026-04-02 | back'],
      ['J C 20260402.jpg', 'J C | 2026-04-02'],
    ],
  ],
  ['Fotos', [['Ruiz Ana/antes/corona.jpg', 'Ruiz Ana | before pre-treatment | crown']]],
  // A number that is the client's is no count.
  [
    'Photos',
    [
      ['client1_before_front.jpg', 'client1 | before pre-treatment | front'],
      ['client1_after_front.jpg', 'client1 | after | front'],
      ['client2_before_top.jpg', 'client2 | before pre-treatment | top'],
    ],
  ],
  [
    'Photos',
    [
      ['14.03.2026/doe_ann_01.jpg', 'doe ann | 2026-03-14'],
      ['15.03.2026/doe_ann_01.jpg', 'doe ann | 2026-03-15'],
    ],
  ],
  [
    'Photos',
    [
      ["Smith John/14th of March '26/a.jpg", 'Smith John | 2026-03-14'],
      ["Smith John/Mar '26/a.jpg", "Smith John | Mar '26"],
      ['Smith John/2026-W11/a.jpg', 'Smith John'],
      ['Smith John - Copy/before/a.jpg', 'Smith John | before pre-treatment'],
      ['Nguyễn Văn An/trước/a.jpg', 'Nguyễn Văn An | before pre-treatment'],
      ['Nguyễn Văn An/sau/a.jpg', 'Nguyễn Văn An | after'],
    ],
  ],
  // A year is a drawer, not a visit.
  [
    'Photos',
    [
      [
        'Practice/SMP/2026/Smith John/Treatment 1/Before/Left.jpg',
        'Smith John | 2026 | before pre-treatment | left-profile',
      ],
      [
        'Practice/SMP/2026/Doe Ann/Treatment 2/Before/Left.jpg',
        'Doe Ann | 2026 | before pre-treatment | left-profile',
      ],
    ],
  ],
  [
    'Photos',
    [
      ['P001_V1_Front.jpg', 'P001 | front'],
      ['P001_V2_Front.jpg', 'P001 | front'],
      ['SMP-0042-2026-03-14-T0-front.jpg', 'SMP-0042 | 2026-03-14 | front'],
      ['Pt 12 pre R.jpg', 'Pt 12 | before pre-treatment | right-profile'],
      ['Pt 12 post R.jpg', 'Pt 12 | after | right-profile'],
      ['Pt 13 pre F.jpg', 'Pt 13 | before pre-treatment | front'],
      ['Smith_John_20260314_0001.jpg', 'Smith John | 2026-03-14'],
      ['Novak Jan 1st session/front.jpg', 'Novak Jan | session | front'],
      ['Novak Jan - 6 weeks/front.jpg', 'Novak Jan | review healed | front'],
      ['Novak Jan_pre_IMG_2001.jpg', 'Novak Jan | before pre-treatment'],
      ['Photo Mar 14 2026, 10 11 12 AM.jpg', 'Photos? | 2026-03-14'],
    ],
  ],
  // A year's folder holds days of that year.
  [
    'Photos',
    [
      ['2017/2026-03-14/a.jpg', '2017 | 2026-03-14'],
      ['2038/2025-11-28 before/a.jpg', '2038 | 2025-11-28 | before pre-treatment'],
      ['0042/2025-11-28 before/a.jpg', '0042 | 2025-11-28 | before pre-treatment'],
    ],
  ],
  // The same client's folder of every year.
  [
    'Photos',
    [
      ['Smith, J. 2025/S1 1 Dec/a.jpg', 'Smith, J. | 2025-12-01 | session'],
      ['Smith, J. 2026/S2 14 Mar/a.jpg', 'Smith, J. | 2026-03-14 | session'],
      ['2026 Doe Ann/Baseline/a.jpg', 'Doe Ann | 2026 Doe Ann | before pre-treatment'],
      ['Client 2025/before/a.jpg', 'Client 2025 | before pre-treatment'],
      ['Client 2026/before/a.jpg', 'Client 2026 | before pre-treatment'],
      ['Clients 2026/Fox Ben/March/a.jpg', 'Fox Ben | Clients 2026 March'],
      ['SMP-2031/before/a.jpg', 'SMP-2031 | before pre-treatment'],
      ['C-2024 02.10.26/a.jpg', 'C-2024 | 2026-10-02'],
      ['Client 2024_02.10.26_front.jpg', 'Client 2024 | 2026-10-02 | front'],
      ['Lee Kim/2026 03-14-1/a.jpg', 'Lee Kim | 2026-03-14'],
      ['Lee Kim/Camera Roll/a.jpg', 'Lee Kim'],
      ['Lee Kim/Initial session/a.jpg', 'Lee Kim | session'],
    ],
  ],
]

it.each(CLINICS)('reads the clinic %s %j', (root, files) => {
  const readings = readPaths(
    files.map(([file]) => {
      const folders = file.split('/')
      const name = folders.pop() ?? ''
      return { folders, stem: name.replace(/\.[^.]+$/, '') }
    }),
    { name: root, parentName: null },
  )
  const said = readings.map(({ client, clientSource, date, dateWords, kind, phase, view }) =>
    [
      clientSource === 'guess' ? `${client}?` : client,
      date ?? dateWords ?? '',
      [kind, phase].filter((word) => word !== 'unknown').join(' '),
      view === 'unknown' ? '' : view,
    ]
      .filter((part) => part !== '')
      .join(' | '),
  )
  expect(said).toEqual(files.map(([, reading]) => reading))
})
