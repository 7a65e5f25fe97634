import { contribute, value } from '../../platform/reading/projection.js';
import { RequirementSheet } from '../architecture/requirement-sheet.types.js';
import { Language, LanguageArgs } from '../standards/standards.inputs.js';
import { tenderText } from './tender-text.sql.js';

contribute(RequirementSheet, {
  tenderText: value<RequirementSheet, LanguageArgs>(
    () => String,
    (sheet, env) => tenderText(sheet, env, env.args.language ?? Language.NL),
    {
      args: LanguageArgs,
      cost: 250,
      description:
        'Ready to paste in a programme of requirements: numbered requirements and wishes, what clashes and was therefore left out, and the quality norms it rests on. Plain text. (Bestektekst)',
    },
  ),
});
