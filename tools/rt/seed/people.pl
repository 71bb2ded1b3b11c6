# RT initialdata: queues, agents, customers, custom fields, rights. Every person, number and address is invented.
use utf8;

our @Queues = map { {Name => $_->[0], CorrespondAddress => $_->[1], CommentAddress => $_->[1]} } (
    ['CS Umum',   'cs@helpdesk.test'],
    ['Penagihan', 'penagihan@helpdesk.test'],
    ['Teknis',    'teknis@helpdesk.test'],
);

our @Groups = (
    {Name => 'Agen',       Description => 'Agents'},
    {Name => 'Supervisor', Description => 'Supervisors'},
);

my @staff = (
    ['sari',  'Sari Puspita',    'Agen'],
    ['bima',  'Bima Nugraha',    'Agen'],
    ['ratna', 'Ratna Wulandari', 'Supervisor'],
);
my @customers = (
    # e-mail, name, mobile phone, street, city
    ['siti.rahayu@mail.test',      'Siti Rahayu',         '0812-3456-7890',    'Jl. Kenanga No. 12 RT 03/RW 05', 'Bandung'],
    ['bambang.w@kantor.test',      'Bambang Wijaya',      '0857 1122 3344',    'Jl. Raya Darmo 88',              'Surabaya'],
    ['dewi_lestari@surel.test',    'Dewi Lestari',        '+62 878-9900-1122', 'Perum Griya Asri Blok C4/7',     'Sleman'],
    ['made.artawan@bali.test',     'Made Artawan',        '081338765432',      'Jl. Hayam Wuruk Gg. Melati 3',   'Denpasar'],
    ['yohanes@sinaga.test',        'Yohanes Sinaga',      '0813.7000.4521',    'Jl. Sisingamangaraja 41',        'Medan'],
    ['nurul.h@pos.test',           'Nurul Hidayah',       '0896-1234-5678',    'Jl. Tebet Barat Dalam IV/9',     'Jakarta'],
    ['agus.setiawan@mail.test',    'Agus Setiawan',       '0852 2334 4556',    'Jl. Pandanaran 102',             'Semarang'],
    ['ratih.p@kampus.test',        'Ratih Purnamasari',   '+62 815 7788 9901', 'Jl. Kaliurang KM 5,6 No. 21',    'Yogyakarta'],
    ['fransiska@manurung.test',    'Fransiska Manurung',  '0821 9876 5432',    'Jl. Pengayoman A-15',            'Makassar'],
    ['john.carter@example.com',    'John Carter',         '+1 212 555 0187',   '350 Fifth Avenue Apt 21B',       'New York'],
    ['weiming.tan@example.org',    'Tan Wei Ming',        '+65 9123 4567',     'Blk 128 Toa Payoh Lor 1 #08-231','Singapore'],
    ['emily.watson@example.net',   'Emily Watson',        '+44 7700 900123',   '17 Wharf Lane',                  'Leeds'],
);

our @Users = (
    (map { {Name => $_->[0], RealName => $_->[1], Password => "$_->[0]-pass-1", EmailAddress => "$_->[0]\@helpdesk.test", Privileged => 1} } @staff),
    (map { {Name => $_->[0], EmailAddress => $_->[0], RealName => $_->[1], MobilePhone => $_->[2], Address1 => $_->[3], City => $_->[4]} } @customers),
);

our @CustomFields = map {
    {Name => $_, Type => 'FreeformSingle', LookupType => 'RT::Queue-RT::Ticket', ApplyTo => ['CS Umum', 'Penagihan', 'Teknis']}
} ('NIK', 'No. HP', 'Alamat');

our @Final = (sub {
    my @agent_rights = qw(SeeQueue ShowTicket ShowTicketComments ShowOutgoingEmail CreateTicket ReplyToTicket CommentOnTicket OwnTicket
        TakeTicket ModifyTicket Watch SeeCustomField ModifyCustomField ModifySelf ShowUserHistory SeeGroup);
    my %rights = (Agen => [@agent_rights], Supervisor => [@agent_rights, qw(AdminUsers StealTicket ReassignTicket)]);
    for my $name (sort keys %rights) {
        my $group = RT::Group->new(RT->SystemUser);
        $group->LoadUserDefinedGroup($name);
        $group->PrincipalObj->GrantRight(Object => $RT::System, Right => $_) for @{$rights{$name}};
        for my $member (grep { $_->[2] eq $name } @staff) {
            my $user = RT::User->new(RT->SystemUser);
            $user->Load($member->[0]);
            $group->AddMember($user->PrincipalId);
        }
    }
    my $everyone = RT::Group->new(RT->SystemUser);
    $everyone->LoadSystemInternalGroup('Everyone');
    $everyone->PrincipalObj->GrantRight(Object => $RT::System, Right => $_) for qw(CreateTicket ReplyToTicket);
    my $general = RT::Queue->new(RT->SystemUser);
    $general->Load('General');
    $general->SetDisabled(1);
    my $root = RT::User->new(RT->SystemUser);
    $root->Load('root');
    $root->SetPassword('Root-pass-0');
});
1;
